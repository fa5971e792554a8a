import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { InlineConfig, PluginOption, UserConfig } from 'vite';
import { build } from 'vite';
import config from '../../../vite.config.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** One file as a page loads it. */
export interface Bundle {
  /** The published file, or the import that it stands for. */
  readonly file: string;
  /** Most bytes that `gzip` may be. */
  readonly limit: number;
  /** Bytes at level 9. */
  readonly gzip: number;
  /** Bytes before compression. */
  readonly minified: number;
  readonly code: string;
  readonly map: string;
}

const WIDGETS = ['invoice-forecast', 'usage-meter', 'plan-comparison'];

/** The script-tag file as it is published, and each widget alone as an app that imports only its door would bundle it. */
export async function buildBundles(): Promise<Bundle[]> {
  const bundles = [
    await bundle('plainbill.js', 55_000, { configFile: path.join(ROOT, 'vite.config.ts'), mode: 'script-tag' }),
  ];
  for (const widget of WIDGETS) {
    bundles.push(
      await bundle(`plainbill/elements/${widget}.js`, 45_000, appThatImports(`src/elements/${widget}/index.ts`)),
    );
  }
  return bundles;
}

async function bundle(file: string, limit: number, options: InlineConfig): Promise<Bundle> {
  const output = await build({
    ...options,
    logLevel: 'error',
    build: { ...options.build, write: false, sourcemap: 'hidden' },
  });
  const [first] = Array.isArray(output) ? output : [];
  if (first === undefined) throw new Error(`${file}: the build gave no output`);
  const [{ code, map }] = first.output;
  if (map == null) throw new Error(`${file}: the build gave no source map`);
  const minified = Buffer.byteLength(code);
  return { file, limit, gzip: gzipSync(code, { level: 9 }).length, minified, code, map: map.toString() };
}

/** An app gets the modules as they are published, and the libraries as they are; its own bundler does the rest. */
function appThatImports(entry: string): InlineConfig {
  const { plugins, build: modules } = configOf('modules');
  return {
    configFile: false,
    root: ROOT,
    publicDir: false,
    plugins: plugins as PluginOption[],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: modules?.target,
      lib: { entry, formats: ['es'], fileName: 'app' },
      rolldownOptions: {
        output: { comments: false, minify: { compress: true, mangle: true, codegen: { removeWhitespace: true } } },
      },
    },
  };
}

function configOf(mode: string): UserConfig {
  return (config as (env: { mode: string; command: 'build' }) => UserConfig)({ mode, command: 'build' });
}
