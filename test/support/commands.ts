import { executeServerCommand } from '@web/test-runner-commands';

/** The accessibility tree below the one element that matches, as Playwright's indented text. Chromium only. */
export function ariaSnapshot(selector: string): Promise<string> {
  return executeServerCommand<string, object>('aria-snapshot', { selector });
}

/** One call of the DevTools protocol on this test's page, such as `Performance.getMetrics`. Chromium only. */
export function cdp<Result>(method: string, params?: Readonly<Record<string, unknown>>): Promise<Result> {
  return executeServerCommand<Result, object>('cdp', { method, params });
}
