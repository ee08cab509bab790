import { cleanNames } from '../../../src/target/image/layer/names.ts';
import { LAYER_CASES } from '../../support/files/images/cases.ts';
import type { EntrySpec } from '../../support/files/images/tar-writer.ts';
import { caTree } from '../../support/memory/trees/ca-certs.ts';
import { baseTree } from '../../support/memory/trees/permissions.ts';
import { timezoneTree } from '../../support/memory/trees/timezone.ts';
import { type EqualImage, layersOf } from './image.ts';

/** What lies below each case, so that all probes have something to look at. */
const BELOW = layersOf([{ ...baseTree('scratch'), ...caTree('scratch'), ...timezoneTree('debian') }]);

/** Each way of layers to lie over each other, and a policy that asks for every path of it. */
export function layered(): readonly EqualImage[] {
  return Object.entries(LAYER_CASES).flatMap(([name, { layers, notPodman }]) => {
    if (notPodman !== undefined) return [];
    const paths = [...new Set(layers.flat().flatMap(pathsOf))].sort();
    const asked = paths.map((path) => ({ path, need: needOf(path) }));
    return [
      {
        name: `layers ${name}`,
        layers: [...BELOW, ...layers],
        policy: JSON.stringify({ permissions: { paths: asked } }),
      },
    ];
  });
}

/**
 * Not whether something may be made: the mode of the root, where that is asked in the end, is each runtime's own. Why an
 * access list refuses, a container without getfacl cannot tell, and an image always can: what the list grants is asked.
 */
const NEEDS: readonly (readonly string[])[] = [['read'], ['write'], ['execute'], ['read', 'write']];

function needOf(path: string): readonly string[] {
  return (path === '/listed' ? undefined : NEEDS[path.length % NEEDS.length]) ?? ['read'];
}

/** As absolute paths: an entry, what it removes, and what lies below that. */
function pathsOf({ name, pax }: EntrySpec): readonly string[] {
  const names = cleanNames(String(pax?.path ?? name)).map((one) => one.replace(/^\.wh\.(?!\.wh\.)/, ''));
  return names.length === 0 || names.includes('.wh..wh..opq') || /^pax_global/.test(name)
    ? []
    : [`/${names.join('/')}`];
}
