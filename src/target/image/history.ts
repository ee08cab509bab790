import { redactCommands } from '../../core/redact/commands.ts';
import type { HistoryLine, ImageConfig } from './config.ts';
import type { DockerfileLine } from './dockerfile-lines.ts';

/** A layer as people know it, with the line of the Dockerfile where the archive has BuildKit's provenance. */
export interface LayerReport extends Partial<DockerfileLine> {
  /** From 0 on, the lowest first. */
  readonly layer: number;
  /** Of its blob; of what it unpacks to, where the archive says no other. */
  readonly digest: string;
  /** What made it, as the history has it; null where that does not tell. */
  readonly createdBy: string | null;
}

/**
 * Each layer with the line of history that made it. Lines that made none are passed over; where the counts differ (as
 * in squashed images, and those of some tools) nobody knows which line it was, unless there is only one layer.
 */
export function layerReports(
  { history, diffIds }: Pick<ImageConfig, 'history' | 'diffIds'>,
  digests: readonly (string | null)[],
  dockerfile: readonly (DockerfileLine | null)[] = [],
): readonly LayerReport[] {
  const lines = history.filter(({ emptyLayer }) => !emptyLayer);
  return diffIds.map((diffId, layer) => ({
    layer,
    digest: digests[layer] ?? diffId,
    createdBy: lines.length === diffIds.length ? instruction(lines[layer]) : null,
    ...dockerfile[layer],
  }));
}

/** The line of history that set something, the last that says so. */
export function historyLine(
  history: readonly HistoryLine[],
  says: (instruction: string) => boolean,
): { readonly createdBy: string; readonly layersBelow: number } | null {
  for (let at = history.length - 1; at >= 0; at--) {
    const createdBy = instruction(history[at]);
    if (createdBy === null || !says(createdBy)) continue;
    const layersBelow = history.slice(0, at).filter(({ emptyLayer }) => !emptyLayer).length;
    return { createdBy, layersBelow };
  }
  return null;
}

/** As people wrote it: without what builders put around it. */
export function instruction(line: HistoryLine | undefined): string | null {
  if (line?.createdBy == null) return null;
  const text = line.createdBy
    .replace(/^\/bin\/sh -c #\(nop\) +/, '')
    .replace(/^RUN (?:\|\d+ .*? )?\/bin\/sh -c /, 'RUN ')
    .replace(/^(?:\|\d+ .*? )?\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '')
    .replace(/[\s\0-\x1f]+/g, ' ')
    .trim();
  // Arguments of a build stand there as they were given.
  return text === '' ? null : redactCommands(text);
}
