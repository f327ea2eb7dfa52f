import { element, facts } from "./dom.js";
import { amountText, isZero, quantityText } from "./money.js";
import { momentText } from "./time.js";
import { timeZone } from "./wallet.js";

const structures = {
  allUpfront: "All upfront",
  partialUpfront: "In parts",
  postpaid: "After use, by what was used",
};
const ways = { online: "online", bankTransfer: "bank transfer", balance: "credit balance" };
const units = { month: "month", year: "year", day: "day", second: "second" };

/** Everything that terms promise and ask for, and how usage is priced. */
export const termsList = terms => facts(element("dl", { class: "facts" }), [
  ["Covers", covered(terms)],
  ["Amount", amountText(terms.amount)],
  ["Price", isZero(terms.payment.price) ? null : amountText(terms.payment.price)],
  ["Paid", [structures[terms.payment.structure], waysText(terms.payment.ways)].join(", ")],
  ["Parts", terms.payment.schedule?.map(part).join("; ")],
  ["Lasts", durationText(terms.duration)],
  ["Starts", terms.startsAt ? momentText(terms.startsAt, timeZone()) : "As soon as its payment allows"],
  ["Quotas", terms.quotas.map(quota).join("; ")],
  ["Usage is charged", terms.prices.length === 0 ? "At on-demand prices" : terms.prices.map(price).join("; ")],
  ["Renewal", terms.renewal.kind === "automatic" ? "Automatic, unless you decline" : "On a new offer"],
  ["Pauses", terms.pause.maxDays === 0 ? "None" : `Up to ${counted(terms.pause.maxDays, "day")} a term`],
  ["Unused amount", terms.rollsOver ? "Goes to the next term" : "Is lost when a term ends"],
]);

export const durationText = ({ unit, count }) =>
  (unit === "untilUsed" ? "Until it is used up" : counted(count, units[unit]));

const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;

function covered({ comprehensive, services, exclusions }) {
  if (!comprehensive) return services.join(", ");
  return exclusions.length === 0 ? "All services" : `All services but ${exclusions.join(", ")}`;
}

const waysText = names => names.map(name => ways[name] ?? name).join(" or ");

const part = ({ amount, afterDays }) =>
  `${amountText(amount)} ${afterDays === 0 ? "at the start" : `after ${counted(afterDays, "day")}`}`;

const quota = ({ service, amount, units: quantity }) =>
  `${service}: up to ${[amount && amountText(amount), quantity && quantityText(quantity)].filter(Boolean).join(", ")}`;

const price = ({ service, meter, when, price: each, per }) => {
  const conditions = (when ?? []).map(({ name, value }) => `${name} ${value}`).join(", ");
  return `${service} ${meter}${conditions && ` (${conditions})`}: ${amountText(each)} per ${quantityText(per)}`;
};
