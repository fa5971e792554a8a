import '../pricing-scope/index.ts';
import { define } from '../define.ts';
import { InvoiceForecast } from './invoice-forecast.ts';

define('pb-invoice-forecast', InvoiceForecast);

export { InvoiceForecast };

declare global {
  interface HTMLElementTagNameMap {
    'pb-invoice-forecast': InvoiceForecast;
  }
}
