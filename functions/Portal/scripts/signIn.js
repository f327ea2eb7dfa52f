import { byId, say } from "./dom.js";
import { Problem } from "./api.js";
import { fault, onSubmit } from "./forms.js";
import * as session from "./session.js";

const development = byId("development-sign-in");
const pasted = byId("token-sign-in");

/** Asks who it is: by an account name where a development host hands out tokens, by a pasted token elsewhere. */
export async function askWho(reason) {
  say(byId("sign-in-reason"), reason);
  byId("sign-in").hidden = false;
  const form = await isDevelopmentHost() ? development : pasted;
  form.hidden = false;
  form.querySelector("input, textarea").focus();
}

export function wireSignIn() {
  onSubmit(development, async fields => {
    const account = fields.get("account").trim();
    if (account === "") throw fault("account", "Name an account.");
    session.begin(await developmentToken(account));
  });

  onSubmit(pasted, async fields => {
    const accepted = session.begin(fields.get("token").trim());
    if (!accepted) throw fault("token", "This is not an access token of an account.");
    pasted.reset();
  });
}

async function isDevelopmentHost() {
  try {
    const answer = await fetch("/dev", { headers: { Accept: "application/json" } });
    return answer.ok && "token" in await answer.json();
  } catch {
    return false;
  }
}

async function developmentToken(account) {
  const answer = await fetch("/dev/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ subject: account, roles: ["customer"], account }),
  }).catch(() => null);
  const body = await answer?.json().catch(() => undefined);
  if (!answer?.ok) throw new Problem(answer?.status ?? 0, body);
  return body.access_token;
}
