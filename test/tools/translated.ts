/**
 * Keeps the English sentences as they are now, for the test that holds src/languages to them: `npm run translated`, once
 * every language says what the English says.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENGLISH } from '../../src/format/english.ts';
import { MAIL } from '../../src/format/mail/mail-messages.ts';

const { language: _, unpriceable: _elsewhere, ...widgets } = ENGLISH;
const file = path.resolve(import.meta.dirname, '../data/english-as-translated.json');
writeFileSync(file, `${JSON.stringify({ ...widgets, ...MAIL }, null, 2)}\n`);
