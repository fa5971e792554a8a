/**
 * Which Chromium the tests, benchmarks and page checks run in, and how it is launched:
 * $CHROME_PATH; else on Linux x64 the one inside @sparticuz/chromium, whose version the lock file fixes;
 * else an installed Chrome, Chromium or Edge.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

// Quiet and reproducible: nothing is fetched in the background, text is laid out without the machine's hinting.
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--font-render-hinting=none',
  '--no-first-run',
  '--no-sandbox',
];

/**
 * Options for Playwright's `chromium.launch()`.
 * Where no browser can be found, prints one line that says what to install and ends the process with 1.
 *
 * @returns {{ executablePath: string, chromiumSandbox: false, args: string[], env: Record<string, string>, timeout: number }}
 */
export function chromiumLaunchOptions() {
  const browser = findChromium();
  if (browser === undefined) {
    console.error(
      process.env.CHROME_PATH
        ? `CHROME_PATH names no file: ${process.env.CHROME_PATH}`
        : 'No browser found: install Google Chrome, Chromium or Microsoft Edge, or set CHROME_PATH to one.',
    );
    process.exit(1);
  }
  return {
    executablePath: browser.executablePath,
    chromiumSandbox: false,
    args: FLAGS,
    env: { .../** @type {Record<string, string>} */ (process.env), ...browser.env },
    // The first start after an install reads 200 MB from a cold disk.
    timeout: 120_000,
  };
}

/** @returns {{ executablePath: string, env?: Record<string, string> } | undefined} */
function findChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return existsSync(chosen) ? { executablePath: chosen } : undefined;
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  const executablePath = installedCandidates().find((file) => existsSync(file));
  return executablePath === undefined ? undefined : { executablePath };
}

/** The packaged browser, unpacked once per version under node_modules/.cache. */
function packagedChromium() {
  const manifest = path.join(ROOT, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const home = path.join(ROOT, 'node_modules/.cache', `chromium-${version}`);
  const executablePath = path.join(home, 'chromium');
  if (!existsSync(executablePath)) unpack(home);

  /** @type {Record<string, string>} */
  const env = {
    // The libraries that come with it (NSS above all): a bare machine has none.
    LD_LIBRARY_PATH: [path.join(home, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(home, 'fonts');
  return { executablePath, env };
}

/** @param {string} home */
function unpack(home) {
  mkdirSync(path.dirname(home), { recursive: true });
  const temporary = mkdtempSync(`${home}-`);
  // The package unpacks into the temporary directory, and its libraries only where it believes to run on Lambda.
  // A process of its own keeps both settings out of this one.
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      'const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();',
    ],
    { cwd: ROOT, env: { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' } },
  );
  try {
    renameSync(temporary, home);
  } catch (error) {
    // Another run was faster: its copy is as good as ours.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(path.join(home, 'chromium'))) throw error;
  }
}

/** @returns {string[]} */
function installedCandidates() {
  const { env } = process;
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
        [
          'Google\\Chrome\\Application\\chrome.exe',
          'Chromium\\Application\\chrome.exe',
          'Microsoft\\Edge\\Application\\msedge.exe',
        ].map((file) => path.join(folder ?? '', file)),
      );
    default:
      return (env.PATH ?? '')
        .split(':')
        .flatMap((folder) =>
          ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].map((name) =>
            path.join(folder, name),
          ),
        );
  }
}
