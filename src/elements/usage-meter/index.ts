import '../pricing-scope/index.ts';
import { define } from '../define.ts';
import { UsageMeter } from './usage-meter.ts';

define('pb-usage-meter', UsageMeter);

export { UsageMeter };

declare global {
  interface HTMLElementTagNameMap {
    'pb-usage-meter': UsageMeter;
  }
}
