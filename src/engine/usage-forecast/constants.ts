// Written by `npm run forecast:fit` from daily-usage.json: 155 daily series of 12 kinds. Not to be edited.

/** What the forecast learned from the pasts of others. */
export interface ForecastConstants {
  /** Days after which a past day counts half as much for the level of today. */
  readonly halfLife: number;
  /** The relative error of the rest in units of its expected width, at each of `PROBABILITIES`. */
  readonly quantiles: readonly number[];
}

export const shipped: ForecastConstants = {
  halfLife: 4.5,
  quantiles: [-2.05, -1.42, -0.98, -0.43, 0, 0.65, 1.84, 3.33, 5.52],
};
