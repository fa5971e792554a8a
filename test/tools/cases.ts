// npm run cases -- FILE…: prices every case of files of facts with the product, and says where it differs.
import { readFileSync } from 'node:fs';
import { runCases } from './cases/run-cases.ts';

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('Usage: npm run cases -- FILE…');
const { lines, holds } = runCases(files.map((name) => ({ name, text: readFileSync(name, 'utf8') })));
for (const line of lines) console.log(line);
if (!holds) process.exitCode = 1;
