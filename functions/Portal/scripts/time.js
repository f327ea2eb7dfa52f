/* Times are shown in the billing time zone of the account; the API means its plain dates in it too. */
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

/** The day (yyyy-mm-dd) that follows. */
export function dayAfter(day) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
