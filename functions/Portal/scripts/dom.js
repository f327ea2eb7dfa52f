/** The element of the page with this id. */
export const byId = id => document.getElementById(id);

/** A new element. Text is put in as text, never as markup. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Shows this text; nothing to say hides the place. */
export function say(place, text) {
  place.textContent = text ?? "";
  place.hidden = !text;
}

/** Shows one element of several and hides the others. */
export function showOnly(shown, all) {
  for (const each of all) each.hidden = each !== shown;
}

/** A list of names and values, as rows of [name, value]; rows without a value are left out. */
export function facts(list, rows) {
  const known = rows.filter(([, value]) => value !== undefined && value !== null && value !== "");
  list.replaceChildren(...known.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value))));
  return list;
}

/** Each button marked data-close closes the dialog that it stands in. */
export function wireDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
  }
}
