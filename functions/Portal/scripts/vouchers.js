import { create, get, own, Problem } from "./api.js";
import { byId, element, say } from "./dom.js";
import { fault, onSubmit } from "./forms.js";
import { amountElement, amountText } from "./money.js";
import { dayText } from "./time.js";
import { current, refresh, timeZone, wallet } from "./wallet.js";

const form = byId("voucher-form");
const success = form.querySelector(".form-success");
const list = byId("voucher-list");
const shownAtMost = 5;
const words = {
  active: "Active", scheduled: "Not valid yet", usedUp: "Used up", expired: "Expired", redeemable: "For you",
};

/** Turns codes into credit, and lists the vouchers redeemed last. */
export function wireVouchers() {
  onSubmit(form, async fields => {
    say(success, null);
    const code = fields.get("code").trim();
    if (code === "") throw fault("code", "Enter a voucher code.");
    const answer = await create(own("/vouchers"), { code });
    form.reset();
    say(success, answer.message);
    await refresh();
  });
  wallet.addEventListener("changed", show);
}

async function show() {
  if (!current().balance) {
    list.replaceChildren();
    say(success, null);
    return;
  }
  const vouchers = await redeemed();
  if (vouchers.length === 0) list.replaceChildren();
  else list.replaceChildren(element("h3", {}, "Your vouchers"), rows(vouchers));
}

const rows = vouchers => element("ul", { class: "vouchers" }, ...vouchers.map(row));

/** The list is an extra beside the form: without it the page still works. */
async function redeemed() {
  try {
    return (await get(own("/vouchers"), { limit: shownAtMost })).items;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return [];
  }
}

function row({ code, amount, remaining, scope, validUntil, status, redeemCode, redeemUntil }) {
  const terms = [
    words[status] ?? status,
    scope.length > 0 ? `for ${scope.join(", ")}` : null,
    redeemUntil ? `to be applied before ${dayText(redeemUntil, timeZone())}` : null,
    validUntil ? `until ${dayText(validUntil, timeZone())}` : null,
  ];
  return element("li", { class: status === "active" || redeemCode ? "usable" : "over" },
    element("span", { class: "code" }, redeemCode ?? code),
    element("span", { class: "left" }, amountElement(remaining), element("small", {}, ` of ${amountText(amount)}`)),
    element("small", { class: "terms" }, terms.filter(Boolean).join(" · ")));
}
