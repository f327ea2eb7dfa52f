import { get, getText, own, Problem } from "./api.js";
import { byId, element, facts, say } from "./dom.js";
import { methodName } from "./methods.js";
import { amountText, percentText, rateText } from "./money.js";
import { exactMomentText } from "./time.js";
import { timeZone } from "./wallet.js";

const dialog = byId("receipt-dialog");
const title = element("h2", { id: "receipt-title", tabindex: "-1" }, "Receipt");
const message = element("p", { class: "waiting", role: "status" });
const body = element("dl", { class: "facts" });
const download = element("button", { type: "button" }, "Download");

dialog.append(
  element("div", { class: "dialog-head" }, title,
    element("button", { type: "button", class: "close", "data-close": true, "aria-label": "Close" }, "×")),
  message,
  body,
  element("div", { class: "actions" }, download));

let shown = null;
let reading = 0;

/** A receipt can be kept: the API writes it as a page to print. */
export function wireReceipt() {
  download.addEventListener("click", () => trying(async () => {
    const { id, number } = shown;
    const page = await getText(own(`/payments/${encodeURIComponent(id)}/receipt`), { format: "html" });
    const address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    element("a", { href: address, download: `${number}.html` }).click();
    URL.revokeObjectURL(address);
  }));
}

export async function showReceipt(id) {
  const turn = ++reading;
  shown = null;
  download.disabled = true;
  body.replaceChildren();
  say(message, "Loading…");
  dialog.showModal();
  title.focus();
  await trying(async () => {
    const receipt = await get(own(`/payments/${encodeURIComponent(id)}/receipt`));
    if (turn !== reading) return;
    shown = { id, number: receipt.number };
    facts(body, rows(receipt));
    download.disabled = false;
    say(message, null);
  });
}

const rows = receipt => [
  ["Number", receipt.number],
  ["Issued", exactMomentText(receipt.issuedAt, timeZone())],
  ["Paid", exactMomentText(receipt.paidAt, timeZone())],
  ["Account", receipt.account],
  ["Payer", receipt.payer.name],
  ["E-mail", receipt.payer.email],
  ["Amount paid", amountText(receipt.amount)],
  ["Credit added", amountText(receipt.credited)],
  ["Returned since", receipt.returned && amountText(receipt.returned)],
  ["Payment method", methodName(receipt.method)],
  ["Transaction", receipt.transaction],
  ["Exchange rate", rateText(receipt.exchange)],
  ["Conversion fee", receipt.exchange && percentText(receipt.exchange.spread)],
];

async function trying(work) {
  try {
    await work();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    say(message, problem.message);
  }
}
