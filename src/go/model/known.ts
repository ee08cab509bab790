/** What somebody can know, or why not. */
export type Modelled<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: string };

/** A go command that was read. */
export interface GoProgram {
  /** Without links. */
  readonly path: string;
  /** `go1.26.3`. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
}

export type Env = Readonly<Record<string, string>>;

/** Thrown where a value is not known: the message is the reason. */
export class Unsure extends Error {}
