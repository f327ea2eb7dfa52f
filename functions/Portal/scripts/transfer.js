import { byId, element, facts } from "./dom.js";
import { amountText } from "./money.js";

const list = element("dl", { class: "facts" });

byId("transfer").append(
  element("p", { class: "hint" }, "Send this amount from your bank. Your credit is added as soon as it arrives."),
  list,
  element("p", { class: "hint" },
    "Write the reference on the transfer exactly as it stands here: we find your payment by it."),
  element("div", { class: "actions" },
    element("button", { type: "button", class: "primary", "data-close": true }, "Done")));

/** Tells how to pay by bank transfer: how much, to whom, and the reference by which we find it. */
export function instruct({ total }, { reference, lines }) {
  facts(list, [
    ["Amount", amountText(total)],
    ["Reference", reference],
    ...lines.map(({ name, value }) => [name, value]),
  ]);
}
