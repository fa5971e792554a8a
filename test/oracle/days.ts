/** Local days, naively: by asking what date it is there, quarter of an hour by quarter of an hour. */
const formats = new Map<string, Intl.DateTimeFormat>();
const QUARTER = 15 * 60_000;

/** The date on the wall at an instant, `YYYY-MM-DD`. */
export function dateAt(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  // Not every engine has a locale whose dates are written like that.
  const [month, day, year] = format.format(instant).split('/');
  return `${year}-${month}-${day}`;
}

/** The first instant at which it is that date: no clock on earth is more than 15 hours off. */
export function dayStart(date: string, zone: string): number {
  const near = Date.parse(`${date}T00:00:00Z`);
  for (let instant = near - 60 * QUARTER; instant <= near + 60 * QUARTER; instant += QUARTER) {
    if (dateAt(instant, zone) >= date) return instant;
  }
  throw new Error(`${date} never begins in ${zone}.`);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

export function nextDate(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The anchor's day so many months later, or the last day of that month. */
export function monthsLater(anchor: string, months: number): string {
  const [year = 0, month = 1, day = 1] = anchor.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** Days in months that all have thirty. */
export function thirtieths(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year * 360 + month * 30 + Math.min(day, 30);
}
