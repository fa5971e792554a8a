/** One file of docs/examples. */
export interface DocsExample {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly catalog: unknown;
  readonly account: unknown;
  /** The next invoice at the quantities counted so far. */
  readonly expected: {
    readonly total: string;
    readonly due: string;
    readonly lines: readonly { readonly id: string; readonly amount: string }[];
  };
}

export async function loadReference(): Promise<string> {
  return (await fetch(new URL('../../docs/contract.md', import.meta.url))).text();
}

/** Every file of docs/examples that its index lists. */
export async function loadExamples(): Promise<readonly DocsExample[]> {
  const names = (await loadJson('index')) as readonly string[];
  return Promise.all(names.map(async (name) => ({ name, ...((await loadJson(name)) as Omit<DocsExample, 'name'>) })));
}

// The test runner serves JSON as a module.
async function loadJson(name: string): Promise<unknown> {
  return ((await import(`../../docs/examples/${name}.json`)) as { readonly default: unknown }).default;
}
