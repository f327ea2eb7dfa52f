import { byId, say, showOnly } from "./dom.js";
import { get, Problem } from "./api.js";
import { askAmount, wireAmount } from "./amountForm.js";
import { askProfile, wireProfile } from "./profileForm.js";
import { review, wireReview } from "./reviewForm.js";
import { instruct } from "./transfer.js";
import { current, refresh } from "./wallet.js";

const dialog = byId("add-credit-dialog");
const title = byId("add-credit-title");
const state = byId("add-credit-state");
const steps = {
  profile: { form: byId("profile-form"), title: "Billing information" },
  amount: { form: byId("amount-form"), title: "Add credit" },
  review: { form: byId("review-form"), title: "Review and pay" },
  transfer: { form: byId("transfer"), title: "Pay by bank transfer" },
};

/**
 * Who pays (once), how much and how, then the total and the consent: three steps, and off to the gateway; where there
 * is none, a fourth tells how to pay.
 */
export function wireAddCredit() {
  byId("add-credit").addEventListener("click", open);
  wireProfile(async () => {
    await refresh();
    await begin();
  });
  wireAmount(quote => {
    show("review");
    review(quote);
  });
  wireReview({ back: () => show("amount"), askAgain: toAmount, instructed });
}

async function open() {
  dialog.showModal();
  showOnly(null, forms());
  try {
    await begin();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    say(state, problem.message);
  }
}

/** A balance that misses only the profile leads to the profile form; the amounts need what that form says. */
async function begin() {
  say(state, "Loading…");
  if (!current().balance) await refresh();
  const { balance, profile, problem } = current();
  if (problem) throw problem;
  if (!profile || profile.erased || balance.missing.includes("billing_profile_required")) {
    show("profile");
    await askProfile();
    return;
  }
  const options = await get(`/countries/${profile.country}/payment-options`);
  show("amount");
  askAmount(profile, options);
}

async function instructed(quote, instructions) {
  instruct(quote, instructions);
  show("transfer");
  await refresh();
}

function toAmount(message) {
  show("amount");
  say(steps.amount.form.querySelector(".form-message"), message);
}

function show(step) {
  say(state, null);
  title.textContent = steps[step].title;
  showOnly(steps[step].form, forms());
  title.focus();
}

const forms = () => Object.values(steps).map(step => step.form);
