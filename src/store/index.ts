/** The door `plainbill/store`: facts and one what-if, for widgets and code of the page's own to share. */
export { createPricingStore, type PricingSources, type PricingStore } from './pricing-store.ts';
export type { Freshness, Snapshot } from './snapshot.ts';
