const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const IMF = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** Milliseconds since 1970 of a `Date` header (RFC 9110, 5.6.7, the form that is sent today); null for anything else. */
export function httpDate(text: string): number | null {
  const [, day, name = '', year, hour, minute, second] = IMF.exec(text.trim()) ?? [];
  const month = MONTHS.indexOf(name);
  if (month < 0) return null;
  const at = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  return Number.isNaN(at) || new Date(at).getUTCDate() !== Number(day) ? null : at;
}
