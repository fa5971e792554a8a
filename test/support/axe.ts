import 'axe-core/axe.min.js';
import type axeCore from 'axe-core';

// axe is CommonJS, which the runner does not turn into a module: it is loaded for its global.
const { axe } = globalThis as unknown as { readonly axe: typeof axeCore };

/**
 * What axe finds wrong with an element, one line per finding; empty: nothing.
 *
 * @param only the rules to look at; default: all
 */
export async function violationsIn(element: Element, only?: readonly string[]): Promise<string[]> {
  const { violations } = await axe.run(element, {
    ...(only && { runOnly: [...only] }),
    // A widget is a guest: landmarks and headings of the whole page are not its own.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
