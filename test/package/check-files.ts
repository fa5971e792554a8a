import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { check, checkSame } from './check.ts';
import type { Unpacked } from './unpack.ts';

/** What npm adds whatever `files` says. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];
const ROOT = path.resolve(import.meta.dirname, '../..');

/** Nothing but what `files` names, nothing of the machine that built it, and a map and declarations beside what has them. */
export function checkFiles({ files, folder, manifest }: Unpacked): void {
  const strangers = files.filter(
    (file) => !ALWAYS.includes(file) && !manifest.files.some((own) => file === own || file.startsWith(`${own}/`)),
  );
  checkSame('files', strangers, []);
  for (const file of ALWAYS) check(files.includes(file), `files: ${file} is missing`);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    check(!text.includes(ROOT), `${file} names a folder of the machine that built it`);
    check(!/\.(?:test|spec)\./.test(file), `${file} is a test`);
    if (file.endsWith('.md')) checkLinks(file, text, files);
    // A classic script is read in the encoding of its page.
    if (file === 'dist/plainbill.js') check(/^[\0-\x7f]*$/.test(text), `${file}: not ASCII alone`);
    // A page without a bundler is given their folder, and nothing else.
    if (/^dist\/languages\/[^/]+\.js$/.test(file))
      check(!/\b(?:from|import)\b\s*\(?\s*["'](?!\.\/)/.test(text), `${file} imports what is in another folder`);
    const map = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(text)?.[1];
    if (map !== undefined && /\.m?js$/.test(file)) {
      check(existsSync(path.join(folder, path.dirname(file), map)), `${file}: its source map is missing`);
    }
  }
  for (const file of [
    'dist/plainbill.js',
    'dist/plainbill.mjs',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/vscode.html-data.json',
  ])
    check(files.includes(file), `files: ${file} is missing`);
}

/** What a page of ours points to came along: who has installed the package reads it there. */
function checkLinks(file: string, text: string, files: readonly string[]): void {
  for (const [, link = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
    if (/^[a-z]+:/.test(link)) continue;
    const target = path.posix.join(path.posix.dirname(file), link).replace(/\/$/, '');
    const isThere = files.some((one) => one === target || one.startsWith(`${target}/`));
    check(isThere, `${file}: ${link} is not in the package`);
  }
}

/** The published hashes are those of the files that are published, of every script and of nothing else. */
export function checkIntegrity({ files, folder }: Unpacked): void {
  const listed = JSON.parse(readFileSync(path.join(folder, 'dist/integrity.json'), 'utf8')) as Record<string, string>;
  const scripts = files.filter((file) => /^dist\/.*\.m?js$/.test(file)).map((file) => file.slice('dist/'.length));
  checkSame('integrity.json', Object.keys(listed), scripts);
  for (const script of scripts) {
    const hash = createHash('sha384').update(readFileSync(path.join(folder, 'dist', script)));
    check(listed[script] === `sha384-${hash.digest('base64')}`, `integrity.json: another hash than that of ${script}`);
  }
}
