import { get, own, Problem } from "./api.js";
import { explain } from "./charge.js";
import { byId, element, say } from "./dom.js";
import { clear, fault, show as showProblem } from "./forms.js";
import { amountElement, isNegative } from "./money.js";
import { dayAfter, momentText } from "./time.js";
import { current, timeZone, wallet } from "./wallet.js";

const pageSize = 25;
const form = byId("history-filters");
const rows = byId("history-rows");
const state = byId("history-state");
const more = byId("load-more");
const services = byId("services");
const statuses = { success: "Success", pending: "Pending", failed: "Failed", reversed: "Reversed" };

let next = null;
let reading = 0;

/** The list of what came in and went out: filtered, newest first, a page at a time. */
export function wireHistory() {
  form.addEventListener("change", () => load());
  form.addEventListener("submit", event => {
    event.preventDefault();
    load();
  });
  form.addEventListener("reset", () => { setTimeout(load); });
  more.addEventListener("click", () => load(next));
  wallet.addEventListener("changed", () => (current().balance ? load() : empty()));
}

/** Reads from the start, or on from a cursor; when two readings overtake each other the later one counts. */
async function load(cursor = null) {
  if (!current().balance) return;
  const turn = ++reading;
  clear(form);
  say(state, cursor ? "Loading more…" : rows.childElementCount === 0 ? "Loading…" : null);
  more.disabled = true;
  try {
    const page = await get(own("/credit-history"), { ...filters(), limit: pageSize, cursor });
    if (turn === reading) showPage(page, cursor);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    if (turn === reading) showFailure(failure);
  } finally {
    if (turn === reading) more.disabled = false;
  }
}

/** The last day is meant whole; the API takes it as the bound that is not included. */
function filters() {
  const { service, kind, status, from, to } = Object.fromEntries(new FormData(form));
  if (from && to && to < from) throw fault("to", "This is before the first day.");
  return { service: service.trim(), kind, status, from, to: to && dayAfter(to) };
}

function showPage({ items, next: cursor }, continued) {
  const made = items.map(row);
  if (continued) rows.append(...made);
  else rows.replaceChildren(...made);
  if (continued) made[0]?.querySelector("button")?.focus();

  next = cursor;
  more.hidden = !cursor;
  suggest(items);
  const nothing = isFiltered() ? "Nothing matches these filters." : "Nothing has happened yet.";
  say(state, rows.childElementCount > 0 ? null : nothing);
}

function showFailure(problem) {
  say(state, null);
  showProblem(form, problem);
}

function row(entry) {
  return element("tr", { class: isNegative(entry.amount) ? "out" : "in" },
    cell("Date", element("time", { datetime: entry.date }, momentText(entry.date, timeZone()))),
    cell("Service", entry.service ?? element("span", { "aria-label": "none" }, "—")),
    cell("Description", description(entry)),
    cell("Status", element("span", { class: `badge ${entry.status}` }, statuses[entry.status] ?? entry.status)),
    cell("Amount", amountElement(entry.amount, { signed: true }), "number"));
}

/** A charge can be opened; credit that came in explains itself. */
function description(entry) {
  if (entry.kind !== "usage") return entry.description;
  const open = element("button", { type: "button", class: "link", "aria-haspopup": "dialog" }, entry.description);
  open.addEventListener("click", () => explain(entry));
  return open;
}

const cell = (name, content, kind) =>
  element("td", { class: kind ? `${name.toLowerCase()} ${kind}` : name.toLowerCase() }, content);

/** The API has no list of services: those seen so far are suggested, any other can be typed. */
function suggest(items) {
  const known = new Set([...services.options].map(option => option.value));
  for (const { service } of items) {
    if (!service || known.has(service)) continue;
    known.add(service);
    services.append(element("option", { value: service }));
  }
}

const isFiltered = () => [...new FormData(form).values()].some(value => value !== "");

function empty() {
  reading++;
  next = null;
  rows.replaceChildren();
  services.replaceChildren();
  more.hidden = true;
  form.reset();
}
