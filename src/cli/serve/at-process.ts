import type { Config } from '../../config/config.ts';
import type { Registry } from '../../core/probe.ts';
import type { Resident } from '../../target/resident.ts';
import type { Context } from '../command.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { seenFromOutside } from '../outside/seen.ts';
import type { Target } from '../outside/target.ts';
import { targetOf } from '../outside/target-of.ts';

/** What stays in one container and looks at another, and the probes as they are for that one. */
export interface AtProcess {
  readonly resident: Resident;
  readonly registry: Registry;
  /** Nothing of it is held from now on until it is looked at again: what is held keeps its mounts busy. */
  rest(): void;
}

/**
 * The machine is the container of the process that the options name: the same one as long as that process is the same
 * program, and then, with `auto`, the one that is in its place. Its paths are of another root, so nobody tells of changes.
 */
export function atProcess(
  resident: Resident,
  args: ParsedArgs,
  config: () => Config,
  context: Context,
): AtProcess {
  let known: { readonly target: Target; readonly seen: Context } | null = null;
  return {
    resident: {
      ...resident,
      machine: async () => {
        if (known !== null && (known.target.isUnchanged?.() ?? known.target.isSame())) return known.seen.host;
        known?.target.close?.();
        known = null;
        const target = await targetOf(args, context);
        const seen = await seenFromOutside(target, config(), context);
        known = { target, seen };
        return seen.host;
      },
      watch: () => ({
        set: (directories) => ({ watched: 0, wanted: directories.length, refused: null }),
        close: () => {},
      }),
    },
    rest: () => known?.target.rest?.(),
    registry: {
      ...context,
      get probes() {
        return known?.seen.probes ?? context.probes;
      },
    },
  };
}
