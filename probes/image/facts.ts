import type { DirectoryKind, Said, SeenFile } from '../../src/target/image-contents.ts';
import type { SecretKind } from './secrets/forms.ts';

/* What was seen of an image: plain data. */

export interface ImageFacts {
  readonly layers: readonly { readonly bytes: number }[];
  /** Of the files of all layers. */
  readonly bytes: number;
  readonly directories: readonly SeenDirectory[];
  readonly secrets: readonly SeenSecret[];
  readonly saidSecrets: readonly SaidSecret[];
  readonly compilers: readonly SeenFile[];
  readonly setUid: readonly SeenFile[];
  readonly openDirectories: readonly SeenFile[];
  readonly packages: Packages;
  readonly program: Program;
  /** Null: the policy asks for none. */
  readonly baseline: Baseline | null;
  /** Go files that no module has; null where there are none. */
  readonly homeless: { readonly directory: string; readonly file: string } | null;
}

export interface SeenDirectory {
  readonly kind: DirectoryKind;
  readonly path: string;
  /** Layers that write to it, the lowest first. */
  readonly layers: readonly number[];
  /** Of the files that a container will see. */
  readonly bytes: number;
  /** Of those that are in a layer and hidden by a higher one, and the highest that hides any. */
  readonly hiddenBytes: number;
  readonly hiddenIn: number | null;
}

export interface SeenSecret {
  readonly path: string;
  readonly kind: SecretKind;
  /** It is one, and can be used as it stands. */
  readonly certain: boolean;
  readonly layer: number;
  readonly removedIn: number | null;
}

/** A secret that stands in the configuration of the image itself; never what it is. */
export interface SaidSecret {
  readonly place: Said['place'];
  readonly name: string;
  readonly kind: SecretKind;
  readonly certain: boolean;
  /** Layers whose lines of history have it. */
  readonly layers: readonly number[];
}

export interface Packages {
  /** Sorted; null where nobody can tell. */
  readonly names: readonly string[] | null;
  /** The database that they are from, or that cannot be read. */
  readonly database: string | null;
}

export type Program =
  | {
      readonly kind: 'program';
      readonly path: string;
      readonly bytes: number;
      /** The dynamic loader that it asks for; null: none. */
      readonly interpreter: string | null;
    }
  | { readonly kind: 'unknown'; readonly path: string | null; readonly why: ProgramDoubt };

export type ProgramDoubt =
  | 'nothing-started'
  | 'missing'
  | 'script'
  | 'unreadable'
  | 'not-kept'
  | 'no-program';

export type Baseline =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'there'; readonly says: string; readonly fits: boolean };
