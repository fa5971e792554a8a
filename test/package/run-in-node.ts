import { spawnSync } from 'node:child_process';
import { check } from './check.ts';

/** Runs a module of somebody who installed the package: it ends well, and prints nothing. */
export function runInNode(home: string, what: string, script: string): void {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', script],
    {
      cwd: home,
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  check(status === 0 && stdout + stderr === '', `${what} in Node: ${(stdout + stderr).trim().slice(0, 500)}`);
}
