export * from './elements/pricing-scope/index.ts';
export * from './elements/invoice-forecast/index.ts';
export * from './elements/usage-meter/index.ts';
export * from './elements/plan-comparison/index.ts';
export * from './elements/events.ts';
