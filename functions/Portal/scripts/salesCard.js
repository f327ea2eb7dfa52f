import { byId, element } from "./dom.js";

const field = (name, label, control) => element("div", { class: "field" },
  element("label", { for: `sales-${name}` }, label),
  Object.assign(control, { id: `sales-${name}`, name }));

const line = properties => element("input", properties);

/** Asks sales for a consultation. */
export const form = element("form", { id: "sales-form", novalidate: true },
  element("p", { class: "hint" },
    "Tell us what you plan to use. Sales will contact you with an offer; nothing is bought by this."),
  field("services", "Services of interest (optional)",
    line({ autocomplete: "off", maxlength: "500", placeholder: "Separate several by commas" })),
  field("message", "Message", element("textarea", { rows: "5", maxlength: "2000", required: true })),
  element("div", { class: "pair" },
    field("name", "Name", line({ autocomplete: "name", maxlength: "100", required: true })),
    field("email", "E-mail", line({ type: "email", autocomplete: "email", maxlength: "254", required: true }))),
  field("phone", "Telephone (optional)", line({ type: "tel", autocomplete: "tel", maxlength: "40" })),
  element("p", { class: "form-message", role: "alert", hidden: true }),
  element("div", { class: "actions" },
    element("button", { type: "button", class: "plain", "data-close": "" }, "Cancel"),
    element("button", { class: "primary" }, "Send request")));

export const opener = element("button", { type: "button" }, "Contact sales");

export const sent = element("p", { class: "form-success", role: "status", hidden: true });

export const dialog = byId("sales-dialog");

dialog.append(
  element("div", { class: "dialog-head" },
    element("h2", { id: "sales-title", tabindex: "-1" }, "Contact sales"),
    element("button", { type: "button", class: "close", "data-close": "", "aria-label": "Close" }, "×")),
  form);

byId("plans").append(
  element("h2", { id: "plans-title" }, "Billing plans"),
  element("p", { class: "hint" }, "Services at agreed prices for a time. Sales makes a plan for you."),
  opener,
  sent);
