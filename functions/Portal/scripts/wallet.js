import { get, own, Problem } from "./api.js";

/** Says "changed" whenever the balance was read again; everything on the page that shows money listens. */
export const wallet = new EventTarget();

let known = empty();
let reading = 0;

/** What was read last; the problem, if reading failed. */
export const current = () => known;

export const timeZone = () => known.profile?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Reads balance and profile; when two readings overtake each other the later one counts. */
export async function refresh() {
  const turn = ++reading;
  const read = await readAll();
  if (turn !== reading) return;
  known = read;
  wallet.dispatchEvent(new Event("changed"));
}

/** Another account may come next: nothing of this one stays. */
export function forget() {
  reading++;
  known = empty();
  wallet.dispatchEvent(new Event("changed"));
}

async function readAll() {
  try {
    const [balance, profile] = await Promise.all([get(own("/balance")), readProfile()]);
    return { balance, profile, problem: null };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { ...known, problem };
  }
}

/** Null until the customer has given one. */
async function readProfile() {
  try {
    return await get(own("/profile"));
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

function empty() {
  return { balance: null, profile: null, problem: null };
}
