import type { GivenVolumes } from './volumes/volume.ts';

/** Runtimes below the kubelet. */
export const RUNTIMES = ['containerd', 'crio'] as const;

export type Runtime = (typeof RUNTIMES)[number];

/** What whoever asks says beside the manifest. */
export interface GivenToPod {
  readonly volumes: GivenVolumes;
  /** Variables that the process gets in place of what manifest and image say. */
  readonly variables: ReadonlyMap<string, string>;
  /** Null: either; where they differ, nobody can know. */
  readonly runtime: Runtime | null;
  /** resolv.conf of the node; null: nobody knows it. */
  readonly nodeResolvConf: string | null;
}

export const NOTHING_GIVEN: GivenToPod = {
  volumes: new Map(),
  variables: new Map(),
  runtime: null,
  nodeResolvConf: null,
};
