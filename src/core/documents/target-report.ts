/** What a report is about. */
export type TargetReport =
  /** The container that probe-env runs in. */
  | { readonly kind: 'live' }
  /** A root file system; `root` is the directory that was taken for `/`. */
  | {
      readonly kind: 'root';
      readonly root: string;
      readonly pod?: PodReport;
      readonly compose?: ComposeReport;
    }
  | ImageReport
  /** A pod of which nobody gave the image. */
  | { readonly kind: 'pod'; readonly pod: PodReport }
  /** A service of which nobody gave the image. */
  | { readonly kind: 'compose'; readonly compose: ComposeReport }
  | ProcessReport;

/** A container that Kubernetes will make. */
export interface PodReport {
  /** The manifest, as it was named. */
  readonly file: string;
  /** Null where the cluster makes the name up. */
  readonly name: string | null;
  /** Left out where the manifest names none. */
  readonly namespace?: string;
  readonly container: string;
  /** Variables that this call says in place of the manifest. */
  readonly variables?: readonly string[];
}

/** A container that docker compose will make. */
export interface ComposeReport {
  /** The file, as it was named. */
  readonly file: string;
  readonly service: string;
  /** Variables that this call says in place of the file. */
  readonly variables?: readonly string[];
}

/** An image that is not running. */
export interface ImageReport {
  readonly kind: 'image';
  readonly image: {
    /** Archive or directory, as it was named; `-`: stdin. */
    readonly file: string;
    /** As it was named when it was saved. */
    readonly reference: string | null;
    /** Of its manifest, or of its configuration where it has no manifest. */
    readonly digest: string | null;
    /** Such as `linux/arm64/v8`. */
    readonly platform: string | null;
  };
  /** The pod that will run it. */
  readonly pod?: PodReport;
  readonly compose?: ComposeReport;
}

/** The container of another process. */
export interface ProcessReport {
  readonly kind: 'process';
  readonly pid: number;
  /** The thread through which it was looked at, where its first one has ended. */
  readonly thread?: number;
  /**
   * Which environment was judged: the one that the process started with (what it has changed since, nobody can
   * see), one that was given in its place, or none, since the process has overwritten its own.
   */
  readonly environment: 'start' | 'given' | 'unknown';
  /** The same in words, and whatever else must be known to read the report. */
  readonly note: string;
}
