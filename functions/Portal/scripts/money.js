import { element } from "./dom.js";

/* Amounts are decimal strings. Intl formats a string digit by digit: no number, and no rounding, stands between. */
const language = "en";
const ledgerDigits = 12;
const trueMinus = "\u2212";
const formats = new Map();

function format(currency, signed) {
  const key = `${currency}${signed}`;
  if (!formats.has(key)) {
    const usual = new Intl.NumberFormat(language, { style: "currency", currency }).resolvedOptions();
    formats.set(key, new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      minimumFractionDigits: usual.maximumFractionDigits,
      maximumFractionDigits: ledgerDigits,
      signDisplay: signed ? "exceptZero" : "negative",
    }));
  }
  return formats.get(key);
}

/** How many decimals people pay in this currency. */
const minorDigits = currency => format(currency, false).resolvedOptions().minimumFractionDigits;

const partsOf = ({ amount, currency }, signed) => format(currency, signed).formatToParts(amount)
  .map(part => (part.type === "minusSign" ? { ...part, value: trueMinus } : part));

/** "₫500,000" or "$25.00"; every digit that the amount has. */
export const amountText = (amount, { signed = false } = {}) =>
  partsOf(amount, signed).map(part => part.value).join("");

/** The amount with what is finer than people pay set smaller, so that columns read by what counts. */
export function amountElement(amount, { signed = false } = {}) {
  const shown = element("span", { class: "amount" });
  const coarse = minorDigits(amount.currency);
  let rest = "";
  for (const part of partsOf(amount, signed)) {
    if (part.type === "fraction") {
      shown.append(part.value.slice(0, coarse));
      rest = part.value.slice(coarse);
    } else if (part.type !== "decimal" || coarse > 0) {
      shown.append(part.value);
    }
  }
  if (rest !== "") shown.append(element("span", { class: "fine" }, coarse > 0 ? rest : `.${rest}`));
  return shown;
}

/** What a person typed as an amount, without the commas and spaces that group digits. */
export const typedAmount = text => text.replace(/[,\s]/g, "");

export const isNegative = ({ amount }) => amount.startsWith("-");

export const isZero = ({ amount }) => !/[1-9]/.test(amount);

/** How much of the sum of both is the first, in whole percent; a share to draw, not an amount to show. */
export function percentOf(first, second) {
  const [a, b] = [first, second].map(({ amount }) => (amount.startsWith("-") ? 0n : units(amount)));
  return a + b === 0n ? 0 : Number(a * 100n / (a + b));
}

function units(decimal) {
  const [whole, fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(ledgerDigits, "0").slice(0, ledgerDigits));
}

/** A plain decimal string with its digits grouped, such as a quantity. */
export const quantityText = decimal =>
  new Intl.NumberFormat(language, { maximumFractionDigits: ledgerDigits }).format(decimal);

/** "$1.00 = ₫26,350": as it was published, whichever of the two is paid. */
export const rateText = exchange => exchange && [
  amountText({ amount: "1", currency: exchange.base }),
  amountText({ amount: exchange.rate, currency: exchange.quoted }),
].join(" = ");

/** "1.5%" of "0.015". */
export const percentText = share =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 4 }).format(share);
