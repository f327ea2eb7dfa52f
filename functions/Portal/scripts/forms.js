import { element, say } from "./dom.js";
import { Problem } from "./api.js";

/**
 * Runs the work when the form is sent, once at a time. What the API finds wrong is shown at the fields that it
 * names, the rest in the form's own message.
 */
export function onSubmit(form, work) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    await busy(form, () => work(new FormData(form)));
  });
}

/** Keeps the form still while the work runs, and shows its problem if it has one. */
export async function busy(form, work) {
  clear(form);
  form.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (failure) {
    show(form, failure);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

export function clear(form) {
  for (const message of form.querySelectorAll(".field-error")) message.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
  const message = form.querySelector(".form-message");
  if (message) say(message, null);
}

export function show(form, failure) {
  if (!(failure instanceof Problem)) throw failure;
  const homeless = failure.errors.filter(error => !placeAt(form, error));
  const message = form.querySelector(".form-message");
  if (failure.errors.length === 0) say(message, failure.message);
  else if (homeless.length > 0) say(message, homeless.map(error => error.message).join(" "));
  form.querySelector("[aria-invalid]")?.focus();
}

/** A fault that the page itself can see, worded and placed as the API would. */
export const fault = (field, message) =>
  new Problem(422, { code: "invalid", detail: message, errors: [{ field, code: "invalid", message }] });

function placeAt(form, { field, message }) {
  const [name] = field.split(/[.[]/);
  const inner = field.split(".").at(-1);
  const group = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const choices = [...(group?.querySelectorAll("input, select") ?? [])];
  const control = choices.find(choice => choice.checked) ?? choices.at(-1) ?? form.elements.namedItem(name)
    ?? form.elements.namedItem(inner);
  const frame = group ?? control?.closest(".field");
  if (!frame) return false;

  const id = `${form.id}-${control.name}-error`;
  const earlier = frame.querySelector(".field-error");
  if (earlier) earlier.textContent += ` ${message}`;
  else frame.append(element("span", { class: "field-error", id }, message));
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  return true;
}
