/**
 * Daily increments of a cumulative series, one per reading. A reading below the one before is a counter that began again,
 * as one that starts anew with each period does; within the current period it is a correction, which is no usage of any day.
 * What was counted over missing readings is spread over them and the reading that ends the gap, because the sum is known and
 * the days are not; where the counter began again with the current period, over those from its start on. Readings missing at the
 * end stay `null`.
 * @param start position of the current period's first reading, where that is known: a series that begins on another day has a
 * first reading that counts days before it, nobody knows how many
 */
export function toDaily(cumulative: readonly (number | null)[], start?: number): readonly (number | null)[] {
  const daily: (number | null)[] = cumulative.map(() => null);
  let last = -1;
  let total = 0;
  cumulative.forEach((reading, index) => {
    if (reading === null) return;
    const isKnown = start === undefined || (last < 0 ? start === 0 : last < start || reading >= total);
    const added = reading < total ? reading : reading - total;
    const from = start !== undefined && last < start && index >= start && reading < total ? start : last + 1;
    daily.fill(isKnown ? added / (index + 1 - from) : null, from, index + 1);
    last = index;
    total = reading;
  });
  return daily;
}
