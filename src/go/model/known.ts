import type { Ignorance } from '../../core/reason.ts';

/** A go command that was read. */
export interface GoProgram {
  /** Without links. */
  readonly path: string;
  /** `go1.26.3`. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  /** Built without paths: no GOROOT is in it. */
  readonly trimmed: boolean;
}

export type Env = Readonly<Record<string, string>>;

/** Thrown where a value is not known. */
export class Unsure extends Error {
  readonly why: Ignorance;

  constructor(why: Ignorance) {
    super(why.code);
    this.why = why;
  }
}

/** Thrown where go itself fails, in the same words from 1.19 to 1.27. */
export class GoFails extends Error {
  readonly code: number;
  /** go version does not come so far. */
  readonly envAlone: boolean;

  constructor(stderr: string, code: number, envAlone = false) {
    super(stderr);
    this.code = code;
    this.envAlone = envAlone;
  }
}
