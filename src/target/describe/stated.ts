import type { MountedAt, TargetDescription, Variable } from '../../core/documents/target-description.ts';
import { redact } from '../../core/redact/redact.ts';
import { without } from '../../core/redact/without.ts';
import { concealedValue, concealedWords } from '../../core/redact/words.ts';
import type { Host } from '../host.ts';
import { fileOf } from './files.ts';
import { systemOf } from './system.ts';

/** What a description is to hold. */
export interface Asked {
  /** Paths that are looked at, absolute. */
  readonly paths: readonly string[];
  /** Show what may be a secret. */
  readonly showValues: boolean;
}

/** A container that somebody describes, and that does not run: a manifest says more of it than its files do. */
export type Stated = Pick<
  TargetDescription,
  'starts' | 'reason' | 'environment' | 'identity' | 'command' | 'cwd' | 'mounts' | 'limits' | 'origins'
> & {
  /** Values that are not to be shown, wherever they stand. */
  readonly secrets: readonly string[];
};

export function describeStated(host: Host, stated: Stated, { paths, showValues }: Asked): TargetDescription {
  const { command, environment, mounts } = stated;
  return {
    schemaVersion: 1,
    target: host.target ?? { kind: 'live' },
    system: systemOf(host),
    starts: stated.starts,
    reason: stated.reason,
    environment: showValues ? environment : environment.map((one) => concealed(one, stated.secrets)),
    identity: stated.identity,
    command:
      command === null || showValues
        ? command
        : concealedWords(command).map((word) => without(word, stated.secrets)),
    cwd: stated.cwd,
    mounts: mounts === null || showValues ? mounts : mounts.map(withoutSecrets),
    files: paths.map((path) => fileOf(host, path)),
    limits: stated.limits,
    origins: stated.origins,
  };
}

function concealed(variable: Variable, secrets: readonly string[]): Variable {
  const { name, value } = variable;
  if (value === null) return variable;
  return { ...variable, value: without(concealedValue(name, value), secrets) };
}

function withoutSecrets(mount: MountedAt): MountedAt {
  return { ...mount, source: redact(mount.source), directory: redact(mount.directory) };
}
