// What a script tag runs: `index.ts` without its exports, for which a classic script would need a global.
import './elements/pricing-scope/index.ts';
import './elements/invoice-forecast/index.ts';
import './elements/usage-meter/index.ts';
import './elements/plan-comparison/index.ts';
