import { create, get, own, Problem } from "./api.js";
import { element, facts } from "./dom.js";
import { busy, onSubmit } from "./forms.js";
import { amountElement, amountText } from "./money.js";
import { termsList } from "./planTerms.js";
import { opener } from "./salesCard.js";
import { momentText } from "./time.js";
import { current, refresh, timeZone, wallet } from "./wallet.js";

const shownAtMost = 20;
const words = {
  sent: "Offer", declined: "Declined", offerExpired: "Offer expired", awaitingPayment: "Awaiting payment",
  scheduled: "Scheduled", active: "Active", paused: "Active (paused)", suspended: "Active (suspended)",
  pendingRenewal: "Pending renewal", expired: "Expired", cancelled: "Cancelled",
};
const offers = {
  plan: "An offer for you", changeNow: "A change of this term", changeAtEnd: "A change from the next term on",
  renewal: "A renewal",
};
const list = element("div", { id: "plan-list" });
let reading = 0;

/** Shows the plans of the account, and takes the answers to offers. */
export function wirePlans() {
  opener.before(list);
  wallet.addEventListener("changed", show);
}

async function show() {
  const turn = ++reading;
  if (!current().balance) {
    list.replaceChildren();
    return;
  }
  const plans = await read();
  if (turn !== reading) return;
  list.replaceChildren(...plans.map(card));
}

/** The plans are a part of the page: without them the rest still works. */
async function read() {
  try {
    return (await get(own("/plans"), { limit: shownAtMost })).items;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return [];
  }
}

const card = plan => element("article", { class: "plan", "aria-label": plan.name },
  element("h3", {}, plan.name, " ", element("span", { class: `badge ${plan.shownStatus}` },
    words[plan.status] ?? plan.status)),
  plan.remaining ? standing(plan) : null,
  owed(plan),
  plan.offer ? offer(plan) : details(plan));

const standing = ({ remaining, total, term, quotas }) => facts(element("dl", { class: "facts" }), [
  ["Remaining", element("span", {}, amountElement(remaining), ` of ${amountText(total)}`)],
  ["Until", term?.until ? momentText(term.until, timeZone()) : "It is used up"],
  ...quotas.filter(quota => quota.remaining).map(({ service, amount, remaining: left }) =>
    [`Remaining for ${service}`, `${amountText(left)} of ${amountText(amount)}`]),
]);

function owed({ instalments }) {
  const open = instalments.filter(part => !part.isPaid);
  if (open.length === 0) return null;
  return element("ul", { class: "instalments" }, ...open.map(part => element("li", { "data-number": part.number },
    element("strong", {}, amountText(part.amount)),
    ` ${part.isOverdue ? "was" : "is"} due ${momentText(part.dueAt, timeZone())}`)));
}

const details = ({ terms }) => element("details", {}, element("summary", {}, "Terms"), termsList(terms));

function offer({ planId, name, offer: { version, kind, terms, until } }) {
  const consent = element("input", { type: "checkbox", name: "acceptTerms" });
  const decline = element("button", { type: "button", class: "plain", "aria-label": `Decline ${name}` }, "Decline");
  const form = element("form", { id: `offer-${planId}`, class: "offer", novalidate: true },
    element("h4", {}, offers[kind]),
    termsList(terms),
    element("p", { class: "hint" }, `It stands until ${momentText(until, timeZone())}.`),
    element("div", { class: "field", "data-field": "acceptTerms" },
      element("label", { class: "consent" }, consent, element("span", {}, "I have read these terms and agree."))),
    element("p", { class: "form-message", role: "alert", hidden: true }),
    element("div", { class: "actions" }, decline,
      element("button", { class: "primary", "aria-label": `Confirm ${name}` }, "Confirm")));
  const answer = (verb, body) => create(own(`/plans/${encodeURIComponent(planId)}/${verb}`), { version, ...body });
  onSubmit(form, async () => {
    await answer("confirm", { acceptTerms: consent.checked });
    await refresh();
  });
  decline.addEventListener("click", () => busy(form, async () => {
    await answer("decline");
    await refresh();
  }));
  return form;
}
