import { byId, element } from "./dom.js";
import { amountElement, amountText, isZero, percentOf } from "./money.js";
import { current, refresh, wallet } from "./wallet.js";

const body = byId("overview-body");
const header = byId("header-balance");

/** Shows the balance in the header, and how it is made up in the overview. */
export function wireOverview() {
  wallet.addEventListener("changed", show);
}

function show() {
  const { balance, problem } = current();
  if (problem) showProblem(problem);
  else if (!balance) body.replaceChildren(element("p", { class: "waiting" }, "Loading your balance…"));
  else if (!balance.total) body.replaceChildren(...firstSteps());
  else body.replaceChildren(...sums(balance));
  header.textContent = balance?.total ? amountText(balance.display ?? balance.total) : "—";
}

function showProblem(problem) {
  const again = element("button", { type: "button" }, "Try again");
  again.addEventListener("click", refresh);
  body.replaceChildren(element("p", { class: "notice bad" }, problem.message), again);
}

const firstSteps = () => [
  element("p", { class: "total none" }, "No credit yet"),
  element("p", { class: "hint" },
    "Choose “Add credit” to say who pays and to make your first top-up. One balance pays for every paid service."),
];

function sums({ total, topUp, voucher, debt }) {
  const parts = [part("Top-up credit", topUp, "top-up"), part("Voucher credit", voucher, "voucher")];
  const hasDebt = debt && !isZero(debt);
  return [
    element("p", { class: "hint" }, "Total balance"),
    element("p", { class: "total" }, amountElement(total)),
    bar(topUp, voucher),
    element("dl", { class: "parts" }, ...parts),
    hasDebt ? debtNote(debt) : null,
    element("p", { class: "hint" }, "Voucher credit is used first. One balance pays for every paid service."),
  ].filter(Boolean);
}

function part(name, amount, kind) {
  const dot = element("span", { class: `dot ${kind}`, "aria-hidden": "true" });
  return element("div", {}, element("dt", {}, dot, name), element("dd", {}, amountElement(amount)));
}

function bar(topUp, voucher) {
  const fill = element("span", { class: "top-up" });
  fill.style.setProperty("inline-size", `${percentOf(topUp, voucher)}%`);
  const isEmpty = [topUp, voucher].every(amount => isZero(amount) || amount.amount.startsWith("-"));
  return element("div", { class: isEmpty ? "bar-of-parts empty" : "bar-of-parts", "aria-hidden": "true" }, fill);
}

const debtNote = debt => element("p", { class: "notice bad", id: "debt" },
  "Debt: ", amountElement(debt), ". Usage went beyond your credit. It is already taken off the top-up credit, ",
  "and your next top-up settles it first.");
