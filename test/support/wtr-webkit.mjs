/**
 * A test runner launcher for WebKitGTK (Debian: webkit2gtk-driver, xvfb, xauth), speaking plain WebDriver.
 * It drives one window, so test files run one after another. What it cannot do: emulate media features,
 * and be narrower than about 450 px, as the window has a toolbar (narrow layouts are tested in narrow containers).
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

/** Keys without a character of their own, by WebDriver's code points. */
const KEYS = /** @type {Record<string, string>} */ ({
  Enter: '\uE007',
  Tab: '\uE004',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  Backspace: '\uE003',
  Delete: '\uE017',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
});
const BUTTONS = { left: 0, middle: 1, right: 2 };

/** @typedef {{ button?: keyof typeof BUTTONS }} MouseOptions */

/** @returns {any} a `BrowserLauncher`; it calls itself puppeteer, because its page has the methods that commands call there */
export function webkitLauncher() {
  const miniBrowser = ['x86_64', 'aarch64']
    .map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`)
    .find((file) => existsSync(file));
  if (miniBrowser === undefined || !onPath('WebKitWebDriver') || !onPath('Xvfb')) {
    console.error('No WebKit found: apt-get install --no-install-recommends webkit2gtk-driver xvfb xauth.');
    process.exit(1);
  }

  /** @type {import('node:child_process').ChildProcess[]} */
  const processes = [];
  /** @type {Map<string, string>} */
  const active = new Map();
  /** @type {ReturnType<typeof createDriver>} */
  let driver;

  return {
    name: 'WebKit',
    type: 'puppeteer',
    concurrency: 1,

    async initialize() {
      const display = await startDisplay(processes);
      const port = await freePort();
      processes.push(
        spawn('WebKitWebDriver', [`--port=${port}`], {
          stdio: 'ignore',
          env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
        }),
      );
      driver = createDriver(port);
      await driver.open(miniBrowser);
    },
    async stop() {
      // The window may be gone already; the processes end in any case.
      await driver?.send('DELETE', '').catch(() => undefined);
      for (const child of processes) child.kill();
    },

    getPage: () => createPage(driver),
    /** @param {string} id @param {string} url */
    async startSession(id, url) {
      active.set(id, url);
      await driver.send('POST', '/url', { url });
    },
    /** @param {string} id */
    async stopSession(id) {
      active.delete(id);
      await driver.send('POST', '/url', { url: 'about:blank' });
      return {};
    },
    /** @param {string} id */
    isActive: (id) => active.has(id),
    /** @param {string} id */
    getBrowserUrl: (id) => active.get(id),
    startDebugSession() {
      throw new Error('WebKit: no debug sessions');
    },
  };
}

/**
 * One WebDriver session.
 *
 * @param {number} port
 */
function createDriver(port) {
  let session = '';

  /** @param {'GET' | 'POST' | 'DELETE'} method @param {string} route @param {unknown} [body] */
  async function request(method, route, body) {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${route}: ${value.error} ${value.message}`);
    return value;
  }

  return {
    /** @param {string} binary */
    async open(binary) {
      const options = { binary, args: ['--automation'] };
      const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
      const deadline = Date.now() + 60_000;
      while (session === '') {
        try {
          session = (await request('POST', '/session', { capabilities })).sessionId;
        } catch (error) {
          // The driver needs a moment before it listens.
          if (Date.now() > deadline) throw error;
          await sleep(100);
        }
      }
    },
    /** @param {'GET' | 'POST' | 'DELETE'} method @param {string} route @param {unknown} [body] */
    send: (method, route, body) => request(method, `/session/${session}${route}`, body),
  };
}

/**
 * The part of puppeteer's `Page` that the runner's commands use.
 *
 * @param {ReturnType<typeof createDriver>} driver
 */
function createPage(driver) {
  /** @param {object[]} actions */
  const keys = (actions) => driver.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  /** @param {object[]} actions */
  const pointer = (actions) =>
    driver.send('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  /** @param {string} key */
  const keyDown = (key) => ({ type: 'keyDown', value: KEYS[key] ?? key });
  /** @param {string} key */
  const keyUp = (key) => ({ type: 'keyUp', value: KEYS[key] ?? key });
  /** @param {number} x @param {number} y */
  const moveTo = (x, y) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y) });
  /** @param {MouseOptions} [options] */
  const pointerDown = ({ button = 'left' } = {}) => ({ type: 'pointerDown', button: BUTTONS[button] });
  /** @param {MouseOptions} [options] */
  const pointerUp = ({ button = 'left' } = {}) => ({ type: 'pointerUp', button: BUTTONS[button] });

  return {
    keyboard: {
      /** @param {string} text */
      type: (text) => keys([...text].flatMap((key) => [keyDown(key), keyUp(key)])),
      /** @param {string} chord such as `Shift+Tab` */
      press(chord) {
        const parts = chord.split('+');
        return keys([...parts.map(keyDown), ...parts.reverse().map(keyUp)]);
      },
      /** @param {string} key */
      down: (key) => keys([keyDown(key)]),
      /** @param {string} key */
      up: (key) => keys([keyUp(key)]),
    },
    mouse: {
      /** @param {number} x @param {number} y */
      move: (x, y) => pointer([moveTo(x, y)]),
      /** @param {number} x @param {number} y @param {MouseOptions} [options] */
      click: (x, y, options) => pointer([moveTo(x, y), pointerDown(options), pointerUp(options)]),
      /** @param {MouseOptions} [options] */
      down: (options) => pointer([pointerDown(options)]),
      /** @param {MouseOptions} [options] */
      up: (options) => pointer([pointerUp(options)]),
      reset: () => driver.send('DELETE', '/actions'),
    },
    /** @param {{ width: number, height: number }} size */
    async setViewport({ width, height }) {
      // Only the window can be sized, and it is bigger than the page: aim, look, correct.
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const script = 'return [innerWidth, innerHeight]';
        const [innerWidth, innerHeight] = await driver.send('POST', '/execute/sync', { script, args: [] });
        if (innerWidth === width && innerHeight === height) return;
        const rect = await driver.send('GET', '/window/rect');
        await driver.send('POST', '/window/rect', {
          width: rect.width + width - innerWidth,
          height: rect.height + height - innerHeight,
        });
        await sleep(100);
      }
    },
    emulateMediaFeatures() {
      throw new Error('WebKit: media features cannot be emulated');
    },
    screenshot: async () => Buffer.from(await driver.send('GET', '/screenshot'), 'base64'),
  };
}

/**
 * Starts an X server on a display that it finds free by itself, so that two runs do not meet.
 *
 * @param {import('node:child_process').ChildProcess[]} processes
 * @returns {Promise<string>} such as `:1`
 */
function startDisplay(processes) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  processes.push(server);
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (number) => resolve(`:${String(number).trim()}`));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} command */
function onPath(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(path.join(folder, command)));
}

/** @param {number} delayMs */
function sleep(delayMs) {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
