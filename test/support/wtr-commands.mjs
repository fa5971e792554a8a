/**
 * Commands that @web/test-runner-commands lacks, for tests in Chromium under Playwright; test/support/commands.ts calls them.
 * `aria-snapshot` reads the accessibility tree, as the stock `a11ySnapshot` no longer can with this Playwright;
 * `cdp` speaks the DevTools protocol over one session per page, so a domain once enabled stays so.
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin<any>}
 */
export function playwrightCommands() {
  /** @type {WeakMap<object, Promise<any>>} */
  const sessions = new WeakMap();

  return {
    name: 'playwright-commands',
    async executeCommand({ command, payload, session }) {
      // `undefined` leaves the command to other plugins, and with none of them the caller gets an error.
      if (session.browser.type !== 'playwright') return undefined;
      const { browser } = /** @type {{ browser: any }} */ (session);
      if (command === 'aria-snapshot') return browser.getPage(session.id).locator(payload.selector).ariaSnapshot();
      if (command === 'cdp') {
        const page = browser.getPage(session.id);
        if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
        return (await (await sessions.get(page)).send(payload.method, payload.params)) ?? {};
      }
      return undefined;
    },
  };
}
