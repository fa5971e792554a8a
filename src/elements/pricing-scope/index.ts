import { define } from '../define.ts';
import { PricingScope } from './pricing-scope.ts';

define('pb-pricing', PricingScope);

export { PricingScope };

declare global {
  interface HTMLElementTagNameMap {
    'pb-pricing': PricingScope;
  }
}
