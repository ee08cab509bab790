import type { Said } from '../../image-contents.ts';
import { environmentOf, type ImageConfig } from '../config.ts';

/** What is set in a line of history: arguments of a build (`|1 TOKEN=…`), ENV, and variables before a command. */
const SETS = /(?:^|[\s|;&])([A-Za-z_]\w{0,127})=(?:"([^"]{0,8192})"|'([^']{0,8192})'|([^\s"']{1,8192}))/g;

/** Everything that the configuration of an image says in free text: variables, labels and how it was built. */
export function saidBy(config: Pick<ImageConfig, 'env' | 'labels' | 'history' | 'diffIds'>): readonly Said[] {
  const variables = Object.entries(environmentOf(config));
  const known = new Set(variables.map(([name, value]) => `${name}=${value}`));
  return [
    ...variables.map(([name, value]): Said => ({ place: 'variable', name, value, layer: null })),
    ...Object.entries(config.labels).map(
      ([name, value]): Said => ({ place: 'label', name, value, layer: null }),
    ),
    // What the history sets and a variable still has is told of the variable.
    ...ofHistory(config).filter(({ name, value }) => !known.has(`${name}=${value}`)),
  ];
}

function ofHistory({ history, diffIds }: Pick<ImageConfig, 'history' | 'diffIds'>): readonly Said[] {
  const isWhole = history.filter(({ emptyLayer }) => !emptyLayer).length === diffIds.length;
  let below = 0;
  return history.flatMap(({ createdBy, emptyLayer }): readonly Said[] => {
    const layer = emptyLayer || !isWhole ? null : below;
    if (!emptyLayer) below++;
    if (createdBy === null) return [];
    const sets = [...createdBy.matchAll(SETS)].map(([, name = '', a, b, c]): Said => {
      return { place: 'history', name, value: a ?? b ?? c ?? '', layer };
    });
    return [...sets, { place: 'history', name: '', value: createdBy.replace(SETS, ' '), layer }];
  });
}
