import { IMAGE_DECIDES } from '../../../core/reason.ts';
import type { Lacking } from '../../../run/foreign.ts';
import type { Missed } from '../../../target/pod/container-host.ts';
import type { PodContainer } from '../../../target/pod/made-container.ts';
import { directoryNode, type FileNode } from '../../../target/tree/node.ts';
import type { Context } from '../../command.ts';
import type { GivenVariable } from '../environment-of.ts';
import type { Target } from '../target.ts';
import { TargetError } from '../target-error.ts';
import type { GivenImage } from './given-image.ts';
import { withLayers } from './image-for.ts';
import { podOrigins } from './pod-stated.ts';

/** How often an image is read again for what was not kept: each look may ask for what the last one led to. */
const MAX_ROUNDS = 8;

/** A container that a manifest or a file of Compose describes. */
export interface Planned {
  readonly by: 'pod' | 'compose';
  /** Null: nobody gave one. */
  readonly image: GivenImage | null;
  readonly variables: readonly GivenVariable[];
  /** Values that no report shows. */
  readonly secrets: readonly string[];
  /** Makes it, anew for each look. */
  make(missed: Missed): Omit<PodContainer, 'pod'>;
  /** What nobody can know of it beside what follows from the rest. */
  readonly lacks?: Partial<Lacking>;
}

export async function plannedTarget(
  planned: Planned,
  context: Context,
  rounds = MAX_ROUNDS,
): Promise<Target> {
  const { by, image, variables, secrets } = planned;
  const missed = new Map<FileNode, number>();
  const miss = (node: FileNode, wanted: number) => {
    missed.set(node, Math.max(missed.get(node) ?? 0, wanted));
  };
  const container = planned.make(miss);
  const origins = await podOrigins(container, secrets, image, variables);
  const mounts = container.mounts.flatMap(({ place, at }) => (at === null ? [] : [{ place, at }]));
  const root = image === null ? directoryNode() : image.image.root;
  return {
    host: withLayers(container.host, image?.contents?.(miss)),
    readyMs: context.host.monotonic(),
    origins,
    blamed: { env: container.host.env, origins, root, layers: image?.layers ?? [], mounts },
    lacks: {
      of: { code: image === null ? by : image.kind, data: {} },
      process: { code: 'no-process', data: {} },
      ...planned.lacks,
      ...(container.stranger === null ? {} : { identity: container.stranger }),
      ...(image === null ? { files: IMAGE_DECIDES } : {}),
    },
    secrets,
    again: async () => {
      if (image === null || missed.size === 0 || rounds === 0) return null;
      if (!(await image.fetch(missed))) return null;
      return plannedTarget(planned, context, rounds - 1);
    },
    isSame: () => true,
    changed: () => new TargetError(`--${by}: it has changed`),
  };
}
