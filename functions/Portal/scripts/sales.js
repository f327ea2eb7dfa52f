import { create, own } from "./api.js";
import { byId, say } from "./dom.js";
import { clear, onSubmit } from "./forms.js";
import { dialog, form, opener, sent } from "./salesCard.js";
import { sessionEvents } from "./session.js";
import { current } from "./wallet.js";

/** Lets the customer ask sales for a plan. */
export function wireSales() {
  opener.addEventListener("click", open);
  onSubmit(form, async fields => {
    await create(own("/plan-requests"), request(fields));
    form.reset();
    dialog.close();
    say(sent, "Thank you. Sales has your request and will contact you.");
  });
  sessionEvents.addEventListener("ended", () => {
    form.reset();
    say(sent, null);
  });
}

/** What the profile says of the customer need not be typed again. */
function open() {
  const { profile } = current();
  for (const name of ["name", "email"]) {
    const field = form.elements.namedItem(name);
    if (field.value === "") field.value = profile?.erased ? "" : profile?.[name] ?? "";
  }
  clear(form);
  say(sent, null);
  dialog.showModal();
  byId("sales-title").focus();
}

function request(fields) {
  const { services, message, name, email, phone } = Object.fromEntries(
    [...fields].map(([key, value]) => [key, value.trim()]));
  return {
    services: services.split(",").map(service => service.trim()).filter(service => service !== ""),
    message,
    contact: { name, email, phone },
  };
}
