import '../pricing-scope/index.ts';
import { define } from '../define.ts';
import { PlanComparison } from './plan-comparison.ts';

define('pb-plan-comparison', PlanComparison);

export { PlanComparison };

declare global {
  interface HTMLElementTagNameMap {
    'pb-plan-comparison': PlanComparison;
  }
}
