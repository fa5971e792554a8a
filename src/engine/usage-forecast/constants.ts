export interface ForecastConstants { readonly halfLife: number; readonly quantiles: readonly number[] }
export const shipped: ForecastConstants = { halfLife: 4, quantiles: [-3,-2,-1,-.5,0,.5,1,2,3] };
