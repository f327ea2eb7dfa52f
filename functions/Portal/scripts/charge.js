import { get, own, Problem } from "./api.js";
import { byId, element, facts } from "./dom.js";
import { amountElement, amountText, quantityText } from "./money.js";
import { exactMomentText } from "./time.js";
import { timeZone } from "./wallet.js";

const dialog = byId("charge-dialog");
const body = byId("charge-body");
const funds = { plan: "Billing plan", voucher: "Voucher", topUp: "Top-up", debt: "Debt" };
let reading = 0;

/** Opens the explanation of one charge: what was used, at which price, and who paid how much of it. */
export async function explain({ id, description, amount }) {
  const turn = ++reading;
  body.replaceChildren(
    element("p", { class: "lead" }, element("span", {}, description), amountElement(amount, { signed: true })),
    element("p", { class: "waiting" }, "Loading…"));
  dialog.showModal();
  byId("charge-title").focus();
  const parts = await explanation(id);
  if (turn !== reading) return;
  body.querySelector(".waiting").remove();
  body.append(...parts);
}

async function explanation(id) {
  try {
    const charge = await get(own(`/charges/${encodeURIComponent(id)}`));
    return [element("h3", {}, "Who paid"), legs(charge), element("h3", {}, "How it was counted"), account(charge)];
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return [element("p", { class: "notice bad" }, problem.message)];
  }
}

function legs(charge) {
  const row = ({ kind, quantity, amount }) => element("tr", {},
    element("td", {}, element("span", { class: `dot ${kind}`, "aria-hidden": "true" }), funds[kind] ?? kind),
    element("td", { class: "number" }, quantityText(quantity)),
    element("td", { class: "number" }, amountElement(amount)));
  return element("table", { class: "legs" },
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, "Paid from"),
      element("th", { scope: "col", class: "number" }, "Quantity"),
      element("th", { scope: "col", class: "number" }, "Amount"))),
    element("tbody", {}, ...charge.legs.map(row)),
    element("tfoot", {}, element("tr", {},
      element("th", { scope: "row" }, "Total"),
      element("td", { class: "number" }, quantityText(charge.billed)),
      element("td", { class: "number" }, amountElement(charge.amount)))));
}

const account = charge => facts(element("dl", { class: "facts" }), [
  ["Used at", exactMomentText(charge.time, timeZone())],
  ["Service", charge.service],
  ["Meter", charge.meter],
  ["Details", charge.dimensions.replaceAll(";", ", ")],
  ["Quantity reported", quantityText(charge.quantity)],
  ["Quantity billed", quantityText(charge.billed)],
  ["Counted before it this month", quantityText(charge.tierStart)],
  ...charge.tierPath.map(part => [charge.tierPath.length > 1 ? `Price, tier ${part.tier}` : "Price", priced(part)]),
  ["Raised to the minimum charge", charge.isMinimumCharge ? amountText(charge.amount) : null],
  ["Price version", charge.price],
  ["Valid since", exactMomentText(charge.priceValidFrom, timeZone())],
  ["Billing plan", charge.cover],
  ["Event", charge.eventId],
  ["Taken back", takenBack(charge.reversedBy)],
  ["Reported by", charge.source],
]);

/** Empty while the charge stands. */
const takenBack = by => by ? `${exactMomentText(by.time, timeZone())} by ${by.eventId}` : null;

/** "8,897,256 at ₫4,290 per 1,000,000". */
const priced = ({ quantity, price, per }) =>
  `${quantityText(quantity)} at ${amountText(price)} per ${quantityText(per)}`;
