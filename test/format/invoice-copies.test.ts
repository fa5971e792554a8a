import { expect } from 'chai';
import fc from 'fast-check';
import { parseAccount, parseCatalog } from '../../src/contract/index.ts';
import { estimate } from '../../src/engine/estimate/estimate.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { invoiceCsv } from '../../src/format/invoice-csv.ts';
import { invoiceText } from '../../src/format/invoice-text.ts';
import { plainCell } from '../../src/format/plain-text.ts';
import { exampleAccount, exampleCatalog } from '../support/example-documents.ts';

/** The example's customer of Team on the last instant of the period, with a credit. */
function factsOf(locale: string, creditName = 'Goodwill') {
  const catalog = parseCatalog(exampleCatalog());
  const credits = [{ id: 'g', name: creditName, unit: 'USD', balance: '20.40', source: 'goodwill' }];
  const account = parseAccount(exampleAccount({ as_of: '2026-11-30T22:59:59Z', credits }));
  const priced = estimate(catalog, account);
  return { format: createFormat(locale), estimate: priced, invoice: priced.invoice };
}

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[(at += 1)]!;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === separator) {
      row.push(cell);
      cell = '';
    } else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += sign;
  }
  return rows;
}

const FORMULA = /^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

describe('invoiceCsv', () => {
  it('writes plain decimals in every language, and steps in a column of their own', () => {
    const rows = readCsv(invoiceCsv(factsOf('de')));
    expect(rows).to.deep.equal([
      ['Item', 'How', 'Steps in USD', 'Amount in USD'],
      ['Platform fee', '', '', '100.00'],
      ['API calls', '8.000 calls', '', '80.00'],
      ['8.000 calls', '× 0,01', '80.00', ''],
      ['Editors', '5 editors', '', '60.00'],
      ['5 editors', '× 12,00', '60.00', ''],
      ['Total in USD', '', '', '240.00'],
      ['Goodwill', 'used up', '', '-20.40'],
      ['Due on 1. Dezember', '', '', '219.60'],
    ]);
  });

  it('ends each record as RFC 4180 says, with as many cells in each', () => {
    const text = invoiceCsv(factsOf('en', 'a "quoted", name\nof two lines'));
    expect(text.endsWith('\r\n')).to.equal(true);
    const rows = readCsv(text);
    expect(new Set(rows.map(({ length }) => length))).to.deep.equal(new Set([4]));
    expect(rows.some(([item]) => item === 'a "quoted", name of two lines')).to.equal(true);
  });

  it('is never a formula, whatever a name is, and however a spreadsheet parts its cells', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...'=+-@;,|\t\r\n"\' a1(!＝－'), maxLength: 12 });
    fc.assert(
      fc.property(nasty, (name) => {
        const text = invoiceCsv(factsOf('en', `${name}x`));
        for (const separator of [',', ';', '\t']) {
          for (const cell of readCsv(text, separator).flat()) {
            if (NUMBER.test(cell)) continue;
            // With another separator a cell is what the quotes left of it; what follows a closing quote is text.
            expect(cell, JSON.stringify(name)).not.to.match(FORMULA);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves negative amounts alone', () => expect(invoiceCsv(factsOf('en'))).to.contain(',-20.40\r\n'));
});

describe('invoiceText', () => {
  it('is a line per row, with amounts as the language writes them', () => {
    expect(invoiceText(factsOf('en-GB'), 'Team, November 2026')).to.equal(
      [
        'Team, November 2026',
        '',
        'Platform fee\t\t100.00',
        'API calls\t8,000 calls\t80.00',
        '  8,000 calls\t× 0.01\t80.00',
        'Editors\t5 editors\t60.00',
        '  5 editors\t× 12.00\t60.00',
        'Total in USD\t\t240.00',
        'Goodwill\tused up\t-20.40',
        'Due on 1 December\t\t219.60',
        '',
      ].join('\n'),
    );
  });

  it('has neither a formula nor a line of its own from a name', () => {
    const text = invoiceText(factsOf('en', '=HYPERLINK("https://evil.example")\nTotal\t0.00\u202e'), '+1');
    expect(text.split('\n').filter((line) => FORMULA.test(line))).to.deep.equal([]);
    expect(text).to.contain(`'=HYPERLINK("https://evil.example") Total 0.00\tused up`);
    expect(text).not.to.contain('\u202e');
  });
});

describe('plainCell', () => {
  it('keeps what is no formula as it is', () => {
    for (const text of ['Team', '10% off', 'a - b', 'x=1', '×2', '1-2']) expect(plainCell(text)).to.equal(text);
  });

  it('takes the edge off what is one', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', ' =1', '"=1', 'a;=1', 'a|=1', "'=1"]) {
      expect(plainCell(text), text).to.match(/'\s*["']?\s*[=+\-@＝]/);
    }
  });
});
