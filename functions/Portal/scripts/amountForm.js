import { create, own } from "./api.js";
import { currencyName } from "./countries.js";
import { byId, element } from "./dom.js";
import { fault, onSubmit } from "./forms.js";
import { methodName, methodTerms } from "./methods.js";
import { amountText, typedAmount } from "./money.js";

const form = byId("amount-form");
const presets = byId("presets");
const methods = byId("methods");
const custom = form.elements.custom;
let currency = "";

/** Asks how much and how; a quote of the API says what it will cost. */
export function wireAmount(quoted) {
  custom.addEventListener("input", () => {
    for (const preset of presets.querySelectorAll("input")) preset.checked = false;
  });
  presets.addEventListener("change", () => { custom.value = ""; });
  onSubmit(form, async fields => {
    const amount = typedAmount(fields.get("custom")) || fields.get("preset");
    if (!amount) throw fault("amount", "Choose an amount or enter your own.");
    if (!fields.get("method")) throw fault("method", "Choose how to pay.");
    const [method, payCurrency] = fields.get("method").split(" ");
    quoted(await create(own("/top-up-quotes"), { amount: { amount, currency }, method, payCurrency }));
  });
}

/** Offers what the country's options have for the currency of the profile. */
export function askAmount(profile, options) {
  currency = profile.currency;
  const range = options.currencies.find(each => each.currency === currency);
  const offered = options.methods.flatMap(offer =>
    paidIn(offer).map(payCurrency => ({ ...offer, payCurrency })));

  byId("amount-currency").textContent = currency;
  byId("amount-range").textContent = range
    ? `From ${amountText(range.minimum)} to ${amountText(range.maximum)}.`
    : `Credit in ${currency} is not on offer at present.`;
  presets.replaceChildren(...(range?.presets ?? []).map(preset));
  methods.replaceChildren(...offered.map(method));
  if (offered.length === 0) {
    methods.append(element("p", { class: "notice" }, `There is no way to pay in ${currency} from your country yet.`));
  }
}

const preset = (amount, index) => element("label", { class: "choice" },
  element("input", { type: "radio", name: "preset", value: amount.amount, checked: index === 0 }),
  element("span", {}, amountText(amount)));

/** A way to pay takes the currency of the balance, or others in exchange for it. */
const paidIn = ({ currencies, byExchange }) => currencies.filter(each => byExchange === (each !== currency));

const method = (offer, index) => element("label", { class: "choice wide" },
  element("input", { type: "radio", name: "method", value: `${offer.method} ${offer.payCurrency}`,
    checked: index === 0 }),
  element("span", {}, element("strong", {}, title(offer)), element("small", {}, methodTerms(offer))));

const title = ({ method: name, payCurrency }) =>
  payCurrency === currency ? methodName(name) : `${methodName(name)} in ${currencyName(payCurrency)}`;
