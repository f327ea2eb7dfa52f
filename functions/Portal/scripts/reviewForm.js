import { create, own, Problem } from "./api.js";
import { byId, facts } from "./dom.js";
import { fault, onSubmit } from "./forms.js";
import { methodName } from "./methods.js";
import { amountText, percentText, rateText } from "./money.js";
import { momentText } from "./time.js";
import { timeZone } from "./wallet.js";

const form = byId("review-form");
const outdated = ["quote_expired", "quote_changed"];
let quote;

/** Shows the total and takes the consent; confirmed, the customer goes to the gateway's own page. */
export function wireReview({ back, askAgain, instructed }) {
  byId("review-back").addEventListener("click", back);
  onSubmit(form, async fields => {
    if (!fields.has("acceptTerms")) throw fault("acceptTerms", "Please agree before you pay.");
    try {
      const { redirectUrl, instructions } = await create(own("/top-ups"), consent());
      if (instructions) instructed(quote, instructions);
      else location.assign(webAddress(redirectUrl));
    } catch (problem) {
      if (!outdated.includes(problem.code)) throw problem;
      askAgain(problem.message);
    }
  });
}

export function review(latest) {
  quote = latest;
  form.elements.acceptTerms.checked = false;
  facts(byId("review-facts"), [
    ["Credit", amountText(quote.amount)],
    ["Payment method", methodName(quote.method)],
    ["Exchange rate", rateText(quote.exchange)],
    ["Rate of", quote.exchange && `${quote.exchange.source}, ${momentText(quote.exchange.takenAt, timeZone())}`],
    ["Conversion fee", quote.exchange && percentText(quote.exchange.spread)],
    ["Total to pay", amountText(quote.total)],
    ["Offer valid until", momentText(quote.expiresAt, timeZone())],
  ]);
  byId("terms-version").textContent = `Terms ${quote.termsVersion}`;
  byId("pay").textContent = `Pay ${amountText(quote.total)} with ${methodName(quote.method)}`;
}

const consent = () => ({ quoteId: quote.quoteId, acceptTerms: true, termsVersion: quote.termsVersion });

/** Only the web is gone to, whatever the answer says. */
function webAddress(text) {
  const address = URL.canParse(text ?? "") ? new URL(text) : null;
  if (address && ["https:", "http:"].includes(address.protocol)) return address.href;
  throw new Problem(0, { code: "unexpected", detail: "The payment page is not available. Please try again later." });
}
