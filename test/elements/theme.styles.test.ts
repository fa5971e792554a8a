import { expect } from 'chai';
import { COLORS } from '../../src/elements/theme.styles.ts';

type Color = keyof typeof COLORS;

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

const GROUNDS: readonly Color[] = ['background', 'surface'];
const TEXTS: readonly Color[] = ['text', 'text-secondary', 'accent', 'warning', 'danger', 'success'];
const GRAPHICS: readonly Color[] = ['control', 'accent', 'warning', 'danger', 'success'];
const PAIRS: readonly (readonly [Color, Color, number])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground, 4.5] as const)),
  ...GRAPHICS.flatMap((graphic) => GROUNDS.map((ground) => [graphic, ground, 3] as const)),
  ['accent-text', 'accent', 4.5],
  // The chosen segment turns text and ground around.
  ['background', 'text', 4.5],
];

describe('COLORS', () => {
  for (const [index, scheme] of ['light', 'dark'].entries()) {
    for (const [front, ground, least] of PAIRS) {
      it(`tells ${front} from ${ground} by at least ${least} : 1, ${scheme}`, () => {
        expect(contrast(COLORS[front][index]!, COLORS[ground][index]!)).to.be.at.least(least);
      });
    }
  }
});
