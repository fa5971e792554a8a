import { existsSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromiumLaunchOptions } from './support/browser.mjs';
import { builtBundle } from './support/wtr-bundle.mjs';
import { playwrightCommands } from './support/wtr-commands.mjs';
import { httpServers } from './support/wtr-http-server.mjs';
import { webkitLauncher } from './support/wtr-webkit.mjs';

// BROWSERS=chromium,firefox,webkit chooses engines. Chromium needs nothing but npm packages on Linux x64.
const launchers = {
  // Playwright, not puppeteer: a fresh context per test file, and it emulates forced colours and contrast.
  chromium: () => playwrightLauncher({ product: 'chromium', launchOptions: chromiumLaunchOptions() }),
  // Playwright cannot drive a distribution's Firefox; puppeteer can, over WebDriver BiDi.
  firefox: () => {
    const executablePath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
      (file) => file && existsSync(file),
    );
    if (executablePath === undefined) stop('No Firefox found: apt-get install firefox-esr, or set FIREFOX_PATH.');
    const launchOptions = /** @type {const} */ ({ browser: 'firefox', executablePath, headless: true });
    return Object.assign(chromeLauncher({ concurrency: 1, launchOptions }), { name: 'Firefox' });
  },
  webkit: () => webkitLauncher(),
};

const wanted = (process.env.BROWSERS ?? 'chromium').split(',').map((name) => name.trim());
const browsers = wanted.map((name) => {
  if (!Object.hasOwn(launchers, name)) stop(`BROWSERS names no engine "${name}": chromium, firefox, webkit.`);
  return launchers[/** @type {keyof typeof launchers} */ (name)]();
});

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/**/*.test.ts',
  browsers,
  // Two engines at a time: Firefox and WebKit open one page each, Chromium two.
  concurrentBrowsers: 2,
  concurrency: 2,
  // Patience for busy machines: nothing here is a measure of speed.
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 600_000,
  testFramework: {
    // A string, as the settings travel in a query: an `it.only` left behind is then an error, not a smaller run.
    config: { timeout: 20_000, forbidOnly: 'true' },
  },
  // Without `browser`, msw's interceptors resolve to their Node code; `development` is Lit with its warnings.
  nodeResolve: { browser: true, exportConditions: ['browser', 'development'] },
  plugins: [
    esbuildPlugin({ ts: true, json: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    playwrightCommands(),
    httpServers(),
  ],
  middleware: [serveMockWorker, builtBundle()],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  coverageConfig: {
    include: ['src/**/*.ts'],
    threshold: { statements: 90, branches: 80, functions: 90, lines: 90 },
  },
  reporters: [
    defaultReporter({ reportTestResults: true, reportTestProgress: process.stdout.isTTY && !process.env.CI }),
    plainReporter(),
  ],
};

/**
 * msw's service worker must come from the root of the site to see the requests of every test page.
 *
 * @type {NonNullable<import('@web/test-runner').TestRunnerConfig['middleware']>[number]}
 */
function serveMockWorker(context, next) {
  if (context.path === '/mockServiceWorker.js') context.url = '/node_modules/msw/lib/mockServiceWorker.js';
  return next();
}

/**
 * Prints `N passed, N failed, N skipped` as the very last line, and fails a run in which nothing passed
 * (of itself the runner calls a run without a single test a success).
 *
 * @returns {import('@web/test-runner').Reporter}
 */
function plainReporter() {
  return {
    stop({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        const before = total.failed;
        if (session.testResults) count(session.testResults, total);
        // A file that did not even load has no failing test of its own.
        if (!session.passed && total.failed === before) total.failed += 1;
      }
      process.on('exit', () => {
        process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
        if (total.passed === 0 || total.failed > 0) process.exitCode = 1;
      });
    },
  };
}

/**
 * @param {import('@web/test-runner').TestSuiteResult} suite
 * @param {{ passed: number, failed: number, skipped: number }} total
 */
function count(suite, total) {
  for (const test of suite.tests) total[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite.suites) count(inner, total);
}

/**
 * @param {string} reason
 * @returns {never}
 */
function stop(reason) {
  console.error(reason);
  process.exit(1);
}
