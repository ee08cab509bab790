import type { LayerChanges, TargetDescription } from '../../core/documents/target-description.ts';
import { inUnits } from '../../core/text/bytes.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import type { Paint } from '../text/paint.ts';

/** What each layer of an image does, a line each; with every path where all is shown. */
export function layersText(
  { layers }: Pick<TargetDescription, 'layers'>,
  verbose: boolean,
  p: Paint,
): string {
  if (layers === undefined) return '';
  const lines = layers.flatMap((layer) => [
    `    ${layer.layer}  ${visible(layer.createdBy ?? layer.digest)}`,
    p.dim(`       ${summary(layer)}`),
    ...(verbose ? paths(layer) : []),
  ]);
  return [`  ${p.bold('layers')}`, ...lines].join('\n');
}

function summary({ bytes, added, changed, removed }: LayerChanges): string {
  const parts = [
    [added.length, 'added'],
    [changed.length, 'changed'],
    [removed.length, 'removed'],
  ] as const;
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${plural(count, 'path')} ${what}`);
  return [inUnits(bytes), ...said].join(', ');
}

function paths({ added, changed, removed }: LayerChanges): readonly string[] {
  const marked = (mark: string, list: readonly string[]) =>
    list.map((path) => `       ${mark} ${visible(path)}`);
  return [...marked('+', added), ...marked('~', changed), ...marked('-', removed)];
}
