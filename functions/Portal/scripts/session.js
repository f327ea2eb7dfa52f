/* The token lives in this tab's sessionStorage and nowhere else. */
const tokenKey = "billing.token";

/** Says when a session begins or ends; the detail of "ended" is the reason to tell, if there is one. */
export const sessionEvents = new EventTarget();

export const token = () => sessionStorage.getItem(tokenKey);

/** The account that the token speaks for. Only the API judges the token; this merely reads it. */
export function account() {
  return claimsOf(token())?.account;
}

/** False if the text is no token, or one without an account. */
export function begin(accessToken) {
  if (!claimsOf(accessToken)?.account) return false;
  sessionStorage.setItem(tokenKey, accessToken);
  sessionEvents.dispatchEvent(new CustomEvent("begun"));
  return true;
}

export function end(reason) {
  if (token() === null) return;
  sessionStorage.removeItem(tokenKey);
  sessionEvents.dispatchEvent(new CustomEvent("ended", { detail: reason }));
}

function claimsOf(text) {
  try {
    const payload = text.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), character => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
