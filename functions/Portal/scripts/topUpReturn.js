import { get, own, Problem } from "./api.js";
import { byId, element } from "./dom.js";
import { amountText } from "./money.js";
import { methodName } from "./methods.js";
import * as session from "./session.js";
import { refresh } from "./wallet.js";

const place = byId("payment-state");
const parameter = "topUp";
const firstWaitMilliseconds = 1000;
const longestWaitMilliseconds = 10_000;
const patienceMilliseconds = 5 * 60_000;

/**
 * Back from the gateway the address names the top-up. Coming back proves nothing: the page asks the API until the
 * payment is settled, or until it would be unreasonable to keep asking.
 */
export async function followTopUp() {
  place.replaceChildren();
  const id = new URLSearchParams(location.search).get(parameter);
  if (!id) return;
  const account = session.account();
  const giveUpAt = performance.now() + patienceMilliseconds;
  for (let wait = firstWaitMilliseconds; ; wait = Math.min(wait * 1.5, longestWaitMilliseconds)) {
    const topUp = await read(id);
    if (session.account() !== account) return;
    if (!topUp) return;
    if (topUp.status !== "pending") {
      settled(topUp);
      await refresh();
      return;
    }
    const tired = performance.now() > giveUpAt;
    pending(topUp, tired);
    if (tired) return;
    await new Promise(resolve => { setTimeout(resolve, wait); });
  }
}

async function read(id) {
  try {
    return await get(own(`/top-ups/${encodeURIComponent(id)}`));
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 404) forgetReturn();
    else show("bad", "We cannot tell what became of your payment", problem.message, checkAgain());
    return null;
  }
}

function pending(topUp, tired) {
  const detail = tired
    ? "It has not been confirmed yet. Your credit is added as soon as it is; you may close this page."
    : `Waiting for ${methodName(topUp.method)} to confirm it. You need not do anything.`;
  const headline = `Payment of ${amountText(topUp.amount)} is pending`;
  show("waiting-payment", headline, detail, ...(tired ? [checkAgain()] : []));
}

function settled(topUp) {
  const sum = amountText(topUp.amount);
  forgetReturn();
  if (topUp.status === "success") {
    show("good", `Payment of ${sum} succeeded`, "The credit has been added to your balance.", dismiss());
  } else {
    show("bad", `Payment of ${sum} failed`, "Nothing was added to your balance. You can try again.", dismiss());
  }
}

/** Says it anew only when it says something else, so that a screen reader is not told the same again and again. */
function show(kind, headline, detail, ...actions) {
  if (place.textContent.startsWith(`${headline}${detail}`)) return;
  place.replaceChildren(element("div", { class: `notice payment ${kind}` },
    element("div", {}, element("strong", {}, headline), element("p", {}, detail)),
    element("div", { class: "actions" }, ...actions)));
}

function button(text, work) {
  const made = element("button", { type: "button" }, text);
  made.addEventListener("click", work);
  return made;
}

const checkAgain = () => button("Check again", followTopUp);

const dismiss = () => button("Dismiss", () => place.replaceChildren());

function forgetReturn() {
  const address = new URL(location.href);
  address.searchParams.delete(parameter);
  history.replaceState(null, "", address);
}
