import { expect } from 'chai';
import { themeStyles } from '../../src/elements/theme.styles.ts';

/** The public tokens `--pb-color-*` with their defaults: light, dark. */
const COLORS = new Map(
  [...themeStyles.cssText.matchAll(/--pb-color-([\w-]+), light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark]] as const,
  ),
);

/** Relative luminance of sRGB, as in WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS: readonly string[] = ['background', 'surface'];
const TEXTS: readonly string[] = ['text', 'text-secondary', 'accent', 'warning', 'danger', 'success'];
const GRAPHICS: readonly string[] = ['control', 'accent', 'warning', 'danger', 'success'];
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground, 4.5] as const)),
  ...GRAPHICS.flatMap((graphic) => GROUNDS.map((ground) => [graphic, ground, 3] as const)),
  ['accent-text', 'accent', 4.5],
  // The chosen segment turns text and ground around.
  ['background', 'text', 4.5],
];

describe('the default colours', () => {
  it('are all checked, but the border, which only decorates', () => {
    const checked = new Set(PAIRS.flatMap(([front, ground]) => [front, ground]));
    expect([...COLORS.keys()].filter((name) => !checked.has(name))).to.deep.equal(['border']);
  });

  for (const [index, scheme] of ['light', 'dark'].entries()) {
    for (const [front, ground, least] of PAIRS) {
      it(`tells ${front} from ${ground} by at least ${least} : 1, ${scheme}`, () => {
        expect(contrast(COLORS.get(front)![index]!, COLORS.get(ground)![index]!)).to.be.at.least(least);
      });
    }
  }
});
