/**
 * The same sources give the same bytes in any folder: builds a copy of the working tree somewhere else and compares its
 * dist with the one that stands here. After npm run build.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkSame, report } from './check.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const elsewhere = path.join(mkdtempSync(path.join(tmpdir(), 'elsewhere-')), 'another', 'place');

try {
  copy();
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: elsewhere, stdio: ['ignore', 'ignore', 'inherit'] });
  checkSame('built elsewhere', hashes(elsewhere), hashes(ROOT));
} finally {
  rmSync(path.resolve(elsewhere, '../..'), { recursive: true, force: true });
}
report('the same build in another folder');

/** Everything that a build reads. What is installed is linked file by file: a linked folder would lead back to this place. */
function copy(): void {
  for (const entry of readdirSync(ROOT)) {
    if (/^(?:\..*|node_modules|reports|coverage|dist.*)$/.test(entry)) continue;
    cpSync(path.join(ROOT, entry), path.join(elsewhere, entry), { recursive: true });
  }
  linkTree(path.join(ROOT, 'node_modules'), path.join(elsewhere, 'node_modules'));
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name === '.cache') continue;
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Another disk.
    copyFileSync(source, target);
  }
}

/** Each file of dist with its hash. */
function hashes(root: string): string[] {
  const dist = path.join(root, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(dist, file)).isFile())
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(path.join(dist, file)))
          .digest('hex')
          .slice(0, 16)}`,
    )
    .sort();
}
