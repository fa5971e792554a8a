import '../../src/elements/invoice-forecast/index.ts';
import '../../src/elements/plan-comparison/index.ts';
import '../../src/elements/usage-meter/index.ts';
import { fixture } from '../support/fixture.ts';
import type { HostilePair } from '../tools/hostile/hostile-documents.ts';

export const WIDGETS = ['pb-invoice-forecast', 'pb-usage-meter', 'pb-plan-comparison'] as const;

interface Scope extends HTMLElement {
  catalog: unknown;
  account: unknown;
  readonly updateComplete: Promise<unknown>;
}

/** One scope with every widget, in a box of the page, which stays while its documents change. */
export function scopeOfAll(attributes = '', box = ''): Scope {
  const tags = WIDGETS.map((tag) => `<${tag}></${tag}>`).join('');
  return fixture(`<div style="${box}"><pb-pricing ${attributes}>${tags}</pb-pricing></div>`).querySelector<Scope>(
    'pb-pricing',
  )!;
}

/** Shows two documents, with everything open that can be opened. */
export async function show(scope: Scope, { catalog, account, meter }: HostilePair): Promise<void> {
  scope.querySelector('pb-usage-meter')?.setAttribute('meter', meter);
  scope.catalog = catalog;
  scope.account = account;
  await frames();
  for (const element of everythingIn(scope)) {
    if (element.matches('summary, [aria-expanded="false"]')) (element as HTMLElement).click();
  }
  await frames();
}

/** Every element below, also in the shadows. */
export function everythingIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everythingIn(element.shadowRoot) : []),
  ]);
}

/** The frame of a widget in a scope: all that it shows. */
export function frameOf(scope: HTMLElement, tag: string): HTMLElement {
  return scope.querySelector(tag)?.shadowRoot?.querySelector('.frame') as HTMLElement;
}

async function frames(): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}
