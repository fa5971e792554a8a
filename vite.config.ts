import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';
import { build, defineConfig } from 'vite';
import type { Plugin, PluginOption, UserConfig } from 'vite';

/*
 * Four builds, chosen by --mode:
 *   modules      dist/**.js            an ES module per source file, for bundlers; dependencies stay imports, and what is
 *                                      left of decimal.js is a module beside them
 *   script-tag   dist/plainbill.js     everything in one minified file for a script tag, which leaves no global but the tags
 *   bundle       dist/plainbill.mjs    the same as an ES module with all exports, for an import by URL
 *   demo         dist-demo/            the demo's pages; without `build`, its development server
 *
 * The browsers that the features in use need, which is what the README promises:
 *   light-dark()            Chrome 123   Firefox 120   Safari 17.5
 *   :state()                Chrome 125   Firefox 126   Safari 17.4
 *   container queries       Chrome 105   Firefox 110   Safari 16
 *   floor (May 2024)        Chrome 125   Firefox 126   Safari 17.5   (Edge as Chrome)
 * All of them run ES2022 as it is written, so nothing is lowered.
 */
const TARGET = 'es2022';
const ROOT = import.meta.dirname;
const MANIFEST = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
};

/**
 * The first line of the script files: V8 then compiles all functions on the thread that loads the script, instead of each
 * on the main thread when it is first called (https://v8.dev/blog/explicit-compile-hints). To others it is a comment.
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

const DOORS = [
  'index',
  'engine/index',
  'contract/index',
  'client/index',
  'store/index',
  'format/index',
  'languages/index',
  'elements/pricing-scope/index',
  'elements/invoice-forecast/index',
  'elements/usage-meter/index',
  'elements/plan-comparison/index',
];

export default defineConfig(({ mode }): UserConfig => {
  switch (mode) {
    case 'modules':
      return modules();
    case 'script-tag':
      return bundle({ entry: 'src/script-tag.ts', format: 'iife', file: 'plainbill.js' });
    case 'bundle':
      return bundle({ entry: 'src/index.ts', format: 'es', file: 'plainbill.mjs' });
    case 'demo':
      return demo();
    default:
      throw new Error(`--mode ${mode}: modules, script-tag, bundle or demo`);
  }
});

function modules(): UserConfig {
  return {
    root: ROOT,
    publicDir: false,
    plugins: [minifyTemplates(), trimDecimal()],
    build: {
      target: TARGET,
      outDir: 'dist',
      sourcemap: true,
      // The page's own bundler minifies; until then a stack trace can be read.
      minify: false,
      lib: { entry: Object.fromEntries(DOORS.map((door) => [door, `src/${door}.ts`])), formats: ['es'] },
      rolldownOptions: {
        external: Object.keys(MANIFEST.dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
        // File by file, as the declarations beside them: package.json can then name exactly what has side effects.
        output: {
          preserveModules: true,
          preserveModulesRoot: 'src',
          // npm packs no folder of the name node_modules.
          entryFileNames: ({ name }) => `${name.replace(/^node_modules\/.*\//, 'libraries/')}.js`,
        },
      },
    },
  };
}

interface BundleOptions {
  readonly entry: string;
  readonly format: 'iife' | 'es';
  readonly file: string;
}

function bundle({ entry, format, file }: BundleOptions): UserConfig {
  return {
    root: ROOT,
    publicDir: false,
    plugins: [alikeTogether(entry), minifyTemplates(), trimDecimal()],
    define: { 'process.env.NODE_ENV': '"production"' },
    // Said outright, as the demo's development server builds this file too, and should give the same one.
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      target: TARGET,
      outDir: 'dist',
      emptyOutDir: false,
      sourcemap: true,
      // A name is asked for, but without exports nothing has it.
      lib: { entry, name: 'plainbill', formats: [format], fileName: () => file },
      rolldownOptions: {
        output: {
          // After minifying, which leaves no comment.
          postBanner: `${COMPILE_HINT}\n/*! plainbill ${MANIFEST.version} | MIT | with the software named in THIRD-PARTY-LICENSES.txt */`,
          comments: false,
          // A classic script is read in the encoding of its page, which need not be UTF-8.
          charset: 'ascii',
          // A library in ES format keeps its white space unless it is told here.
          minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } },
        },
      },
    },
  };
}

function demo(): UserConfig {
  const root = path.join(ROOT, 'demo');
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  return {
    root,
    // Relative addresses, so that the built pages work below any folder.
    base: './',
    plugins: [serveBundle()],
    server: { open: false },
    build: {
      target: TARGET,
      outDir: path.join(ROOT, 'dist-demo'),
      emptyOutDir: true,
      // Nothing inline: the pages have to work under a policy without data: images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: pages.map((page) => path.join(root, page)) },
    },
  };
}

/**
 * What is alike stands close together in a file: gzip looks back 32 kB, and finds a rule or a sentence again that would
 * otherwise be a widget away. Modules come in the order in which they are imported, so the entry imports these first: the
 * engine after all that reads otherwise, then the widget that has least in common with the other two, by measure.
 */
function alikeTogether(entry: string): Plugin {
  const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const first = [
    ...sources.filter((file) => file.endsWith('.styles.ts')),
    ...sources.filter((file) => file.startsWith('format/messages/')),
    'contract/index.ts',
    'engine/index.ts',
    'elements/plan-comparison/index.ts',
  ];
  return {
    name: 'plainbill:alike-together',
    enforce: 'pre',
    transform(code, id) {
      if (id !== path.join(ROOT, entry).replaceAll('\\', '/')) return undefined;
      return { code: first.map((file) => `import './${file}';`).join('') + code, map: null };
    },
  };
}

/** Minifies the HTML and CSS in Lit's templates. */
function minifyTemplates(): PluginOption {
  return literalsHtmlCssMinifier({
    include: ['src/**'],
    failOnError: true,
    // Otherwise a space between two elements is deleted, and the built page differs from the one that was tested.
    options: { minifyOptions: { conservativeCollapse: true, removeAttributeQuotes: true } },
  }) as PluginOption;
}

/**
 * Leaves out of decimal.js what nobody calls: sines, roots and logarithms are most of it, and hang on the
 * prototype, where a bundler cannot tell that they are unused. What `engine/numbers/decimal.ts` declares stays, and what
 * that needs.
 */
function trimDecimal(): Plugin {
  // But for the licence.
  const COMMENT = /\/\*[^!].*?\*\/|\/\/[^\n]*/gs;
  const METHOD = /^P\.(\w+) = (?:P\.(\w+) = )?function \w*\s*\([^)]*\) \{.*?^\};\n/gms;
  // Most methods have two.
  const NAME = /\bP\.(\w+) = (?=P\.|function)/g;
  const FUNCTION = /^function (\w+)\([^)]*\) \{.*?^\}\n/gms;
  // What a constructor offers beside `new`: most of it stands for a method.
  const OFFER = /^ {2}Decimal\.(\w+) = \1;.*\n/gm;
  // A thousand digits each, read at load.
  const CONSTANT = /(?<=^ {2}(?:LN10|PI) = ')\d\.\d+(?=')|^(?:LN10|PI) = new Decimal\((?:LN10|PI)\);\n/gm;
  const LOGARITHM = /\b(?:getLn10|getPi|natural\w+|sine|cosine|tan\w*|toLessThanHalfPi)\(/;
  // Texts of base 2, 8 and 16: nothing that comes from a document or a field is written so.
  const OTHER_BASES = /^ {2}if \(isHex\.test\(str\)\).*?^ {2}return x;$/ms;
  // Where random numbers come from.
  const CRYPTO = /^ {2}if \(p = 'crypto',.*?^ {2}\}\n/ms;
  const namesIn = (pattern: RegExp) => (text: string) => [...text.matchAll(pattern)].map(([, name = '']) => name);
  const declared = namesIn(/^ {2}(?:readonly )?(\w+)[(:]/gm);
  const asked = namesIn(/\bBase\.(\w+)/g);
  // `.name` of a method, `name(` of a function.
  const spoken = namesIn(/((?<!Math|Decimal|Ctor)\.\w+|(?<!function |[.\w])\w+(?=\())/g);
  return {
    name: 'plainbill:trim-decimal',
    enforce: 'pre',
    transform(source, id) {
      if (!/decimal\.js\/decimal\.m?js$/.test(id)) return undefined;
      const ours = readFileSync(path.join(ROOT, 'src/engine/numbers/decimal.ts'), 'utf8');
      const offered = new Set(asked(ours));
      const code = source
        .replaceAll('\r\n', '\n')
        .replace(COMMENT, '')
        .replace(OTHER_BASES, 'throw Error(invalidArgument + str);')
        .replace(CRYPTO, '')
        .replace(OFFER, (text: string, name: string) => (offered.has(name) ? text : ''));
      const methods = [...code.matchAll(METHOD)].map(([text, ...names]) => ({
        text,
        names: names.map((name) => `.${name}`),
      }));
      const functions = [...code.matchAll(FUNCTION)].map(([text, name = '']) => ({ text, names: [name] }));
      if (methods.length < 50 || functions.length < 50) {
        throw new Error('decimal.js is written in another way than trimDecimal() reads');
      }
      const names = new Set([
        ...declared(/^export interface Decimal \{.*?^\}/ms.exec(ours)?.[0] ?? '').map((name) => `.${name}`),
        ...spoken(code.replace(METHOD, '').replace(FUNCTION, '')),
      ]);
      const kept = new Set<string>();
      for (let found = -1; found !== kept.size;) {
        found = kept.size;
        for (const { text, names: own } of [...methods, ...functions]) {
          if (!own.some((name) => names.has(name)) || kept.has(text)) continue;
          kept.add(text);
          for (const name of spoken(text.replace(NAME, ''))) names.add(name);
        }
      }
      const needsLogs = [...kept].some((text) => LOGARITHM.test(text));
      const trimmed = code
        .replace(CONSTANT, (text: string) => (needsLogs ? text : ''))
        .replace(METHOD, (text: string) => (kept.has(text) ? text : ''))
        .replace(NAME, (text: string, name: string) => (names.has(`.${name}`) ? text : ''));
      return { code: trimmed, map: null };
    },
  };
}

/** Gives the demo the real script-tag file under plainbill.js: built when asked for, and copied into the built demo. */
function serveBundle(): Plugin {
  return {
    name: 'plainbill:serve-bundle',
    configureServer(server) {
      server.middlewares.use('/plainbill.js', (_request, response, next) => {
        buildInMemory('script-tag').then(
          (code) => response.setHeader('content-type', 'text/javascript').end(code),
          next,
        );
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'plainbill.js', source: await buildInMemory('script-tag') });
    },
  };
}

/** The text of a file that a bundle build writes; without a map, as no file stands beside it. */
async function buildInMemory(mode: string): Promise<string> {
  const output = await build({
    configFile: path.join(ROOT, 'vite.config.ts'),
    mode,
    logLevel: 'warn',
    build: { write: false, sourcemap: false },
  });
  const [first] = Array.isArray(output) ? output : [];
  if (first === undefined) throw new Error(`the ${mode} build gave no output`);
  return first.output[0].code;
}
