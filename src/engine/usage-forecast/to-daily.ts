/**
 * Daily increments of a cumulative series, one per reading. A reading below the one before is a counter that began again,
 * as one that starts anew with each period does. What was counted over missing readings is spread over them and the reading
 * that ends the gap, because the sum is known and the days are not; readings missing at the end stay `null`.
 */
export function toDaily(cumulative: readonly (number | null)[]): readonly (number | null)[] {
  const daily: (number | null)[] = cumulative.map(() => null);
  let last = -1;
  let total = 0;
  cumulative.forEach((reading, index) => {
    if (reading === null) return;
    const added = reading < total ? reading : reading - total;
    daily.fill(added / (index - last), last + 1, index + 1);
    last = index;
    total = reading;
  });
  return daily;
}
