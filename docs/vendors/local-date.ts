/** The day of an instant in a zone, such as 2026-03-31. */
export function localDate(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const by = new Map(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${by.get('year')}-${by.get('month')}-${by.get('day')}`;
}

/** The day so many units after a day (or before it), clamped to the month's end. */
export function laterDay(day: string, count: number, unit: 'day' | 'week' | 'month' | 'year'): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (unit === 'day' || unit === 'week') date.setUTCDate(date.getUTCDate() + count * (unit === 'week' ? 7 : 1));
  else {
    const dayOfMonth = date.getUTCDate();
    // The month's last day, as it may be too short.
    date.setUTCMonth(date.getUTCMonth() + count * (unit === 'year' ? 12 : 1) + 1, 0);
    if (date.getUTCDate() > dayOfMonth) date.setUTCDate(dayOfMonth);
  }
  return date.toISOString().slice(0, 10);
}
