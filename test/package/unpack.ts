import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

type Exports = Readonly<Record<string, string | { readonly types?: string; readonly default?: string }>>;

/** The package as somebody who installed it has it: a folder of theirs with it and its dependencies, and nothing of ours. */
export interface Unpacked {
  /** Where they write their own files. */
  readonly home: string;
  /** The package within. */
  readonly folder: string;
  /** Its files, by path. */
  readonly files: readonly string[];
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly files: readonly string[];
    readonly exports: Exports;
    readonly dependencies: Readonly<Record<string, string>>;
  };
}

/** Packs what `npm publish` would send, and unpacks it in a temporary folder. */
export function unpack(): Unpacked {
  const home = mkdtempSync(path.join(tmpdir(), 'package-'));
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [tarball] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Unpacked['manifest'];
  const folder = path.join(home, 'node_modules', manifest.name);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(home, path.basename(tarball.filename)), '-C', folder, '--strip-components=1']);
  // Only what the package names as its own: an import of anything else finds nothing.
  for (const dependency of Object.keys(manifest.dependencies)) {
    const link = path.join(home, 'node_modules', dependency);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules', dependency), link);
  }
  return { home, folder, files: tarball.files.map((file) => file.path), manifest };
}
