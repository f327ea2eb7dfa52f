import { get, own, Problem } from "./api.js";
import { element, say } from "./dom.js";
import { clear, fault, show as showProblem } from "./forms.js";
import { methodName } from "./methods.js";
import { amountElement } from "./money.js";
import { form, more, rows, state } from "./paymentsCard.js";
import { showReceipt } from "./receipt.js";
import { dayAfter, momentText } from "./time.js";
import { current, timeZone, wallet } from "./wallet.js";

const pageSize = 10;
const statuses = { success: "Success", pending: "Pending", failed: "Failed" };

let next = null;
let reading = 0;

/** The list of payments: filtered, newest first, a page at a time, each with its receipt. */
export function wirePayments() {
  form.addEventListener("change", () => load());
  form.addEventListener("submit", event => {
    event.preventDefault();
    load();
  });
  form.addEventListener("reset", () => { setTimeout(load); });
  more.addEventListener("click", () => load(next));
  wallet.addEventListener("changed", () => (current().balance ? load() : empty()));
}

/** Reads from the start, or on from a cursor; when two readings overtake each other the later one counts. */
async function load(cursor = null) {
  if (!current().balance) return;
  const turn = ++reading;
  clear(form);
  more.disabled = true;
  try {
    const page = await get(own("/payments"), { ...filters(), limit: pageSize, cursor });
    if (turn === reading) showPage(page, cursor);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (turn === reading) showProblem(form, failure);
  } finally {
    if (turn === reading) more.disabled = false;
  }
}

/** The last day is meant whole; the API takes it as the bound that is not included. */
function filters() {
  const { type, status, method, from, to } = Object.fromEntries(new FormData(form));
  if (from && to && to < from) throw fault("to", "This is before the first day.");
  return { type, status, method, from, to: to && dayAfter(to) };
}

function showPage({ items, next: cursor }, continued) {
  const made = items.map(row);
  if (continued) rows.append(...made);
  else rows.replaceChildren(...made);
  if (continued) made[0]?.querySelector("button")?.focus();

  next = cursor;
  more.hidden = !cursor;
  const nothing = isFiltered() ? "No payment matches these filters." : "There is no payment yet.";
  say(state, rows.childElementCount > 0 ? null : nothing);
}

function row(payment) {
  return element("tr", {},
    cell("date", element("time", { datetime: payment.date }, momentText(payment.date, timeZone()))),
    cell("description", methodName(payment.method), credited(payment)),
    cell("status", element("span", { class: `badge ${payment.status}` }, statuses[payment.status] ?? payment.status)),
    cell("amount number", amountElement(payment.amount)),
    cell("receipt", receipt(payment)));
}

/** What the balance gained is worth a line only where it is not simply what was paid. */
function credited({ credited: gained, amount }) {
  if (!gained || gained.currency === amount.currency && gained.amount === amount.amount) return null;
  return element("small", { class: "terms" }, " for ", amountElement(gained), " of credit");
}

function receipt(payment) {
  if (payment.invoiceStatus === null) return element("span", { "aria-label": "none" }, "—");
  if (payment.status !== "success") return element("span", { class: "hint" }, "Processing");
  const open = element("button", {
    type: "button", class: "link", "aria-haspopup": "dialog",
    "aria-label": `Receipt of ${momentText(payment.date, timeZone())}`,
  }, "Receipt");
  open.addEventListener("click", () => showReceipt(payment.id));
  return open;
}

const cell = (kind, ...content) => element("td", { class: kind }, ...content);

const isFiltered = () =>
  [...new FormData(form)].some(([name, value]) => value !== (name === "type" ? "topUp" : ""));

function empty() {
  reading++;
  next = null;
  rows.replaceChildren();
  more.hidden = true;
  form.reset();
}
