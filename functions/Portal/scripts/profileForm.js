import { get, own, put } from "./api.js";
import { countries, currencyName } from "./countries.js";
import { byId, element } from "./dom.js";
import { busy, onSubmit } from "./forms.js";

const form = byId("profile-form");
const { country, currency } = form.elements;
const usual = { "Asia/Ho_Chi_Minh": "VN", "Asia/Saigon": "VN", "Asia/Tokyo": "JP" };

/** Asks who pays; what the country decides, the API is asked for. */
export function wireProfile(saved) {
  country.append(
    element("option", { value: "" }, "Choose a country"),
    ...countries.map(({ code, name }) => element("option", { value: code }, name)));
  country.addEventListener("change", () => busy(form, offerCurrencies));
  form.addEventListener("change", event => {
    if (event.target.name === "type") showTaxCodeNeed();
  });
  onSubmit(form, async fields => {
    const body = Object.fromEntries([...fields].map(([name, value]) => [name, value.trim()]));
    if (body.taxCode === "") delete body.taxCode;
    for (const name of ["country", "currency"]) if (!body[name]) delete body[name];
    await put(own("/profile"), body);
    await saved();
  });
}

/** Begins with the country that the time zone of the browser suggests. */
export async function askProfile() {
  if (country.value !== "") return;
  country.value = usual[Intl.DateTimeFormat().resolvedOptions().timeZone] ?? "";
  showTaxCodeNeed();
  await offerCurrencies();
}

async function offerCurrencies() {
  currency.replaceChildren();
  currency.disabled = true;
  const chosen = country.value;
  if (chosen === "") return;
  const { currencies } = await get(`/countries/${chosen}/payment-options`);
  if (country.value !== chosen) return;
  currency.append(...currencies.map(({ currency: code }) =>
    element("option", { value: code }, `${code} – ${currencyName(code)}`)));
  currency.disabled = false;
}

function showTaxCodeNeed() {
  byId("tax-code-need").textContent = form.elements.type.value === "company" ? "" : "(optional)";
}
