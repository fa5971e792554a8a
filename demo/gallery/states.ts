import { everyday } from './everyday.ts';
import type { Catalogs, GalleryGroup } from './gallery-state.ts';
import { limits } from './limits.ts';
import { money } from './money.ts';
import { shapes } from './shapes.ts';
import { trouble } from './trouble.ts';

/** Every situation of the gallery, as its documents are at an instant. */
export function galleryGroups(catalogs: Catalogs, instant: number): readonly GalleryGroup[] {
  return [everyday, limits, money, shapes, trouble].map((group) => group(catalogs, instant));
}
