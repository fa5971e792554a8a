const asked = Date.parse(new URLSearchParams(globalThis.location?.search ?? '').get('now') ?? '');

/** Whether `?now=2026-11-22T14:05:00Z` holds the demo's clock: pictures of a page are then the same every day. */
export const isClockFixed = !Number.isNaN(asked);

/** The demo's present, in ms since 1970: the fixed one, else the real one. */
export function now(): number {
  return isClockFixed ? asked : Date.now();
}
