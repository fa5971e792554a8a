import { expect } from 'chai';
import { safeUrl } from '../../src/contract/index.ts';

const SAFE: readonly [string, string][] = [
  ['https://example.com/help?a=1#b', 'https://example.com/help?a=1#b'],
  ['http://example.com', 'http://example.com/'],
  ['HTTPS://EXAMPLE.com/Help', 'https://example.com/Help'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://[::1]:8080/', 'https://[::1]:8080/'],
  ['mailto:help@example.com', 'mailto:help@example.com'],
  ['mailto:help@example.com?subject=Bill', 'mailto:help@example.com?subject=Bill'],
  ['/billing', '/billing'],
  ['/', '/'],
  ['/billing?x=//y', '/billing?x=//y'],
];

const UNSAFE: readonly string[] = [
  '',
  ' ',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://example.com/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://example.com/1',
  'file:///etc/passwd',
  'ftp://example.com',
  'ws://example.com',
  'tel:+331',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'https:\\\\evil.example',
  'https://',
  'https://user@evil.example',
  'https://bank.example:secret@evil.example',
  'https://exa mple.com',
  'https://example.com/\u202egpj.exe',
  'https://example.com/\u0000',
  'https://example.com/\ud800',
  'help.html',
  './help',
  '?plan=team',
  '#plans',
  'mailto:',
  'mailto:?bcc=all@example.com',
  'view-source:https://example.com',
  'https://%zz',
];

describe('safeUrl', () => {
  for (const [text, href] of SAFE) {
    it(`lets a link lead to ${text}`, () => {
      expect(safeUrl(text)).to.equal(href);
    });
  }

  for (const text of UNSAFE) {
    it(`lets no link lead to ${JSON.stringify(text)}`, () => {
      expect(safeUrl(text)).to.equal(null);
    });
  }

  it('keeps to its page’s origin with every path that it lets pass', () => {
    for (const [text] of SAFE.filter(([path]) => path.startsWith('/'))) {
      expect(new URL(text, 'https://host.example/a/b').origin).to.equal('https://host.example');
    }
  });
});
