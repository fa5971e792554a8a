import { everyday } from './everyday.ts';
import type { Catalogs, GalleryGroup } from './gallery-state.ts';
import { limits } from './limits.ts';
import { money } from './money.ts';
import { prices } from './prices.ts';
import { shapes } from './shapes.ts';
import { trouble } from './trouble.ts';

/** Every situation of the gallery, as its documents are at an instant. */
export function galleryGroups(catalogs: Catalogs, instant: number): readonly GalleryGroup[] {
  return [
    everyday(catalogs, instant),
    prices(instant),
    limits(catalogs, instant),
    money(catalogs, instant),
    shapes(catalogs, instant),
    trouble(catalogs, instant),
  ];
}
