import type { Ignorance } from '../../../core/reason.ts';
import type { Foreign } from '../../container/facts.ts';
import type { Line } from '../manifest/field.ts';

/** Of what kind it is, for whoever puts it into words. */
export type TroubleKind =
  | 'refused'
  | 'group'
  | 'key'
  | 'non-root'
  | 'user'
  | 'variable'
  | 'mount'
  | 'directory'
  | 'volume'
  | 'memory'
  | 'program'
  | 'architecture';

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
  readonly kind: TroubleKind;
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
