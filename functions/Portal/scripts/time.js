/* Days and times are shown, and meant, in the billing time zone of the account. */
const language = "en-GB";
const dayLength = 24 * 60 * 60 * 1000;

/** "22 Nov 2026, 09:30". */
export const momentText = (instant, timeZone) => new Intl.DateTimeFormat(language, {
  timeZone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
}).format(new Date(instant));

/** "22 Nov 2026, 09:30:12 GMT+7". */
export const exactMomentText = (instant, timeZone) => new Intl.DateTimeFormat(language, {
  timeZone, day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZoneName: "short",
}).format(new Date(instant));

/** "22 Nov 2026". */
export const dayText = (instant, timeZone) => new Intl.DateTimeFormat(language, {
  timeZone, day: "numeric", month: "short", year: "numeric",
}).format(new Date(instant));

/** The instant at which a day (yyyy-mm-dd) begins in the zone, in RFC 3339. */
export function startOfDay(day, timeZone) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return undefined;
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone)).toISOString();
}

/** The instant at which the day ends: the start of the next one. */
export function endOfDay(day, timeZone) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight)) return undefined;
  return startOfDay(new Date(midnight + dayLength).toISOString().slice(0, 10), timeZone);
}

function offsetAt(instant, timeZone) {
  const name = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(instant).find(part => part.type === "timeZoneName").value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
  if (!sign) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
