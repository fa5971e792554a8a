/** The day of an instant in a zone, such as 2026-03-31. */
export function localDate(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const by = new Map(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${by.get('year')}-${by.get('month')}-${by.get('day')}`;
}
