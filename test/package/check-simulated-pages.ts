import { runInNode } from './run-in-node.ts';
import type { Unpacked } from './unpack.ts';

/** A page as applications have it that run their tests without a browser. */
const SIMULATED = [
  `import { JSDOM } from '${import.meta.resolve('jsdom')}';
const { window } = new JSDOM('', { url: 'https://x.test/', pretendToBeVisual: true });`,
  `import { Window } from '${import.meta.resolve('happy-dom')}';
const window = new Window({ url: 'https://x.test/' });`,
];

/** Who tests an application without a browser finds the widgets in it, with what they say. */
export function checkSimulatedPages({ home, manifest }: Unpacked): void {
  for (const page of SIMULATED) {
    runInNode(
      home,
      `the widgets in a simulated page (${/'[^']*node_modules\/([^/]+)/.exec(page)?.[1]})`,
      `${page}
import { readFileSync } from 'node:fs';
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis) || /^(Custom)?Event(Target)?$/.test(name)) globalThis[name] = window[name];
}
await import('${manifest.name}');
const example = new URL('docs/examples/graduated.json', import.meta.resolve('${manifest.name}/package.json'));
const { catalog, account } = JSON.parse(readFileSync(example, 'utf8'));
for (const tag of ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison']) {
  const widgets = [document.createElement(tag), Object.assign(document.createElement(tag), { catalog, account })];
  document.body.append(...widgets);
  for (const widget of widgets) await widget.updateComplete;
  const [failed, ready] = widgets.map((widget) => widget.shadowRoot?.querySelector('section')?.textContent);
  if (!failed?.includes('Try again')) throw new Error(tag + ' without data: ' + failed);
  if (!ready?.includes('$358')) throw new Error(tag + ' with data: ' + ready);
}
process.exit();`,
    );
  }
}
