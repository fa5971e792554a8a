import { define } from '../define.ts';
import { PricingScope } from './pricing-scope.ts';

define('pb-pricing', PricingScope);

export { PricingScope };
export type * from '../events.ts';

declare global {
  interface HTMLElementTagNameMap {
    'pb-pricing': PricingScope;
  }
}
