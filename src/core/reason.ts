import type { JsonObject } from './types/json.ts';

/** Why something was not looked at, or not to its end: in words only where a report is made. */
export interface Reason {
  readonly code: string;
  readonly data: JsonObject;
}

/** A sentence for each code: one that is missing does not compile. A reason within the data comes in words. */
export type Sentences<R extends Reason> = {
  readonly [Code in R['code']]: (data: InWords<Extract<R, { readonly code: Code }>['data']>) => string;
};

type InWords<Data> = { readonly [Key in keyof Data]: Data[Key] extends Reason ? string : Data[Key] };

/** Types a reason. */
export type ReasonOf<Data extends { readonly [Code in keyof Data]: JsonObject }> = {
  [Code in keyof Data & string]: { readonly code: Code; readonly data: Data[Code] };
}[keyof Data & string];

/** Who did not answer, or could not be asked. */
export type Silence = ReasonOf<{
  /** `hangs`: the process that waits for it in the kernel and cannot be ended; null where it could. */
  'mount-silent': {
    readonly point: string;
    readonly fsType: string;
    readonly waitedMs: number;
    readonly hangs: number | null;
  };
  /** The process that is to ask it did not start; or, after `waitedMs`, was not up. */
  'mount-not-asked': {
    readonly point: string;
    readonly errno: string | null;
    readonly waitedMs: number | null;
  };
  /** The kernel would end us without a word. */
  'memory-short': { readonly path: string; readonly bytes: number; readonly limitBytes: number };
  /** The same of the process that looks at another container. */
  'looker-not-started': { readonly errno: string };
  'looker-silent': { readonly waitedMs: number; readonly hangs: number | null };
}>;

/** Why nobody can know something of a container that is looked at from outside. */
export type Ignorance = ReasonOf<{
  /** The errno name says it. */
  errno: { readonly errno: string };
  'no-process': Record<never, never>;
  'title-over-environment': Record<never, never>;
  'mounted-by-runtime': { readonly path: string };
  'proc-tells-each': Record<never, never>;
  /** Of a file of an image. */
  'not-kept': Record<never, never>;
  /** A share, or a path of the node: nobody can know what is in it. */
  share: Record<never, never>;
  /** Null: nobody knows as whom we look. */
  'not-for-us': { readonly uid: number | null };
  'mount-idmapped': { readonly at: string };
  'access-list-unread': { readonly at: string };
  'links-protected': { readonly at: string };
  'go-command': { readonly args: string };
  'go-key': { readonly key: string };
  'go-flags': Record<never, never>;
  'go-own-flags': Record<never, never>;
  'go-experiment': Record<never, never>;
  'go-setting': { readonly name: string; readonly value: string };
  'go-relative': { readonly name: string; readonly value: string };
  'go-link': { readonly file: string };
  'go-start': { readonly file: string; readonly errno: string };
  'go-unread': { readonly file: string };
  'go-platform': { readonly file: string };
  'go-root': { readonly file: string };
  'go-file': { readonly path: string; readonly errno: string };
  'go-presence': { readonly path: string; readonly errno: string | null };
  'go-module': Record<never, never>;
  'go-bin': Record<never, never>;
  'go-compiler': Record<never, never>;
  /** An object of Kubernetes that the manifest names and does not hold. */
  'not-in-manifest': { readonly kind: string; readonly name: string };
  /** A variable that may be of a service. */
  'may-be-of-service': { readonly name: string };
  /** What the cluster chooses when the pod is made, or later. */
  'cluster-chooses': {
    readonly what:
      | 'service-address'
      | 'pod-address'
      | 'pod-uid'
      | 'annotations'
      | 'node'
      | 'node-address'
      | 'node-size'
      | 'node-capabilities'
      | 'node-files'
      | 'name-server'
      | 'search-limit'
      | 'option-order'
      | 'token'
      | 'name-of-variable';
  };
  'named-by-controller': { readonly kind: string };
  'labelled-by-controller': { readonly kind: string; readonly label: string | null };
  'image-decides': Record<never, never>;
  /** A variable of whoever calls docker compose. */
  'caller-decides': { readonly name: string };
  /** A key of a file of Compose. */
  'not-looked-at': { readonly key: string };
  'made-up-by-docker': Record<never, never>;
  /** containerd and CRI-O. */
  'runtimes-differ': Record<never, never>;
  /** Something is asked of an image, and none is looked at. */
  'no-image': Record<never, never>;
  /** Something is asked of the network, and --online is not given. */
  'not-online': Record<never, never>;
  'no-such-user': { readonly user: string };
  'no-such-group': { readonly group: string };
  /** Nobody gave what is in a volume. */
  'volume-not-given': { readonly volume: string; readonly type: string };
  /** Another container has it too, and may have written there. */
  'volume-shared': { readonly volume: string; readonly container: string };
  'init-container': { readonly container: string };
}>;

/** What is looked at from outside. */
export type Subject = ReasonOf<{
  root: Record<never, never>;
  pod: Record<never, never>;
  compose: Record<never, never>;
  image: Record<never, never>;
  process: { readonly pid: number };
}>;

/** Reasons that no probe has for itself. */
export type CommonReason = ReasonOf<{
  /** Another profile needs the probe. */
  'not-in-profile': { readonly profile: string };
  'not-from-outside': { readonly of: Subject; readonly why: Ignorance | Silence };
  'path-not-known': { readonly path: string; readonly why: Ignorance | Silence };
  'no-answer': { readonly why: Silence };
  /** A program waits for a file system that does not answer. */
  'program-hangs': { readonly file: string; readonly process: number };
  /** The deadline came first. */
  cut: Record<never, never>;
  /** It did not look at the deadline. */
  'broken-off': Record<never, never>;
  /** No time was left to start a program. */
  'no-time': { readonly program: string };
  /** A program had too little time to be blamed for its silence. */
  'little-time': { readonly program: string; readonly afterMs: number };
  'access-lists-late': Record<never, never>;
  crashed: { readonly where: 'observe' | 'judge'; readonly message: string };
}>;

/** Those that no run in time has: their sentences are loaded when they are told. */
export type SeldomReason = Extract<
  CommonReason,
  {
    readonly code:
      | 'not-from-outside'
      | 'path-not-known'
      | 'no-answer'
      | 'program-hangs'
      | 'access-lists-late';
  }
>;

/** Why a profile is in force. */
export type ProfileReason = ReasonOf<{
  'asked-for': Record<never, never>;
  'go-found': { readonly path: string };
  demanded: { readonly field: string };
  'variable-set': { readonly name: string };
  'tree-there': { readonly path: string };
  'module-there': Record<never, never>;
  'no-sign': Record<never, never>;
  undecided: Record<never, never>;
}>;

/** The deadline came before a probe was through. */
export const CUT: CommonReason = { code: 'cut', data: {} };

/** The image says it, and nobody gave one. */
export const IMAGE_DECIDES: Ignorance = { code: 'image-decides', data: {} };
