import * as session from "./session.js";

const base = document.querySelector("meta[name=billing-api]").content;
const attempts = 3;
const longestWaitSeconds = 5;
const unreachable = { code: "unreachable", detail: "The billing service cannot be reached. Please try again." };

/** An answer that is not a success, as the API words it: a stable code, a sentence, and the fields at fault. */
export class Problem extends Error {
  constructor(status, { code = "unexpected", detail = "Something went wrong. Please try again.", errors = [] } = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Reads. Query members without a value are left out. */
export function get(path, query = {}) {
  const known = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(known).toString();
  return send("GET", search === "" ? path : `${path}?${search}`);
}

/** Reads what is a page and no data. */
export const getText = (path, query) =>
  send("GET", `${path}?${new URLSearchParams(query)}`, { read: answer => answer.text() });

export const put = (path, body) => send("PUT", path, { body });

/** Creates, once: the attempts after a lost answer carry the same key. */
export const create = (path, body) => send("POST", path, { body, key: newKey() });

/** The path of something that belongs to the account of the session. */
export const own = path => `/accounts/${encodeURIComponent(session.account() ?? "")}${path}`;

async function send(method, path, { body, key, read = answer => answer.json() } = {}) {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(method, path, body, key);
    if (answer?.ok) return answer.status === 204 ? null : read(answer);
    if (attempt < attempts && (!answer || answer.status === 503)) {
      await pause(answer, attempt);
      continue;
    }
    if (!answer) throw new Problem(0, unreachable);
    if (answer.status === 401) session.end("Your session has ended. Please sign in again.");
    throw new Problem(answer.status, await answer.json().catch(() => undefined));
  }
}

/** Null when no answer came. */
async function ask(method, path, body, key) {
  const headers = { Accept: "application/json, text/html", Authorization: `Bearer ${session.token()}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key !== undefined) headers["Idempotency-Key"] = key;
  try {
    return await fetch(base + path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  } catch {
    return null;
  }
}

function pause(answer, attempt) {
  const asked = Number(answer?.headers.get("Retry-After") ?? attempt);
  const seconds = Math.min(Number.isFinite(asked) ? asked : attempt, longestWaitSeconds);
  return new Promise(resolve => { setTimeout(resolve, seconds * 1000); });
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
