// What is packed, judged as somebody has it who installed it: npm run check:package, after npm run build.
import { rmSync } from 'node:fs';
import { checkBundles } from './check-bundles.ts';
import { checkDecimal } from './check-decimal.ts';
import { checkDoors, checkTypes } from './check-doors.ts';
import { checkFiles, checkIntegrity } from './check-files.ts';
import { checkManifest } from './check-manifest.ts';
import { checkReach } from './check-reach.ts';
import { checkSimulatedPages } from './check-simulated-pages.ts';
import { report } from './check.ts';
import { unpack } from './unpack.ts';

const unpacked = unpack();
try {
  checkFiles(unpacked);
  checkIntegrity(unpacked);
  checkDoors(unpacked);
  checkDecimal(unpacked);
  checkTypes(unpacked);
  checkReach(unpacked);
  checkSimulatedPages(unpacked);
  checkManifest(unpacked);
  await checkBundles(unpacked);
} finally {
  rmSync(unpacked.home, { recursive: true, force: true });
}
report(`the tarball of ${unpacked.files.length} files`);
