import { byId, element } from "./dom.js";
import { methodName } from "./methods.js";

const methods = ["vnpay", "stripe", "paypal", "bank-transfer"];

const option = ([value, text]) => element("option", { value }, text);

const choice = (name, label, options) => field(name, label,
  element("select", { id: `payment-${name}`, name }, ...options.map(option)));

const day = (name, label) => field(name, label, element("input", { id: `payment-${name}`, type: "date", name }));

const field = (name, label, control) =>
  element("div", { class: "field" }, element("label", { for: `payment-${name}` }, label), control);

const head = (text, kind) => element("th", { scope: "col", class: kind }, text);

/** What of the card changes while it is used. */
export const form = element("form",
  { class: "filters", id: "payment-filters", "aria-label": "Filter the payments", novalidate: true },
  choice("type", "Type", [["topUp", "Top-ups"], ["plan", "Billing plans"]]),
  choice("method", "Payment method", [["", "All"], ...methods.map(method => [method, methodName(method)])]),
  choice("status", "Payment status",
    [["", "All"], ["success", "Success"], ["pending", "Pending"], ["failed", "Failed"]]),
  day("from", "Paid from"),
  day("to", "Paid to"),
  element("button", { type: "reset", class: "plain" }, "Clear"),
  element("p", { class: "form-message", role: "alert", hidden: true }));

export const rows = element("tbody", { id: "payment-rows" });

export const state = element("p", { class: "waiting", role: "status" });

export const more = element("button", { type: "button", hidden: true }, "Load more payments");

byId("payments").append(
  element("h2", { id: "payments-title" }, "Payment history"),
  form,
  element("table", { class: "history payments" },
    element("caption", { class: "unseen" }, "Payments, newest first"),
    element("thead", {}, element("tr", {},
      head("Date"), head("Method"), head("Status"), head("Amount", "number"), head("Receipt"))),
    rows),
  state,
  element("p", { class: "more" }, more));
