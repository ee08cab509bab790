import type { Ignorance } from '../../../core/reason.ts';
import type { Foreign } from '../../container/facts.ts';
import type { Line } from '../manifest/field.ts';

/** Why the container does not start. */
export interface Trouble {
  /** The reason that kubectl shows: `CreateContainerConfigError`; `FailedMount` of a volume that cannot be made. */
  readonly reason:
    | 'CreateContainerConfigError'
    | 'CreateContainerError'
    | 'StartError'
    | 'FailedMount'
    | 'FailedCreatePodSandBox'
    | 'Invalid'
    /** Of Compose, which gives none. */
    | 'compose';
  /** What is wrong, for whoever puts it into words. */
  readonly kind:
    | 'refused'
    | 'group'
    | 'key'
    | 'non-root'
    | 'user'
    | 'variable'
    | 'mount'
    | 'directory'
    | 'program'
    | 'architecture';
  /** What the kubelet or the runtime says. */
  readonly message: string;
  /** Which line of the manifest decides it. */
  readonly at: Line;
  /** With `architecture`. */
  readonly foreign?: Foreign;
}

/** Why nobody can know whether it starts. */
export interface Doubt {
  readonly why: Ignorance;
  readonly at: Line;
}
