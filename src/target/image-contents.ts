/* What an image holds beside the files that its container will see: layer by layer, what later ones hide too. */

export interface ImageContents {
  readonly layers: readonly SizedLayer[];
  /** What it starts: the words of its entrypoint, then those of its command. */
  readonly command: readonly string[];
  /** Texts of its configuration that whoever pulls it can read. */
  readonly said: readonly Said[];
  look(): ImageLook;
}

export interface Said {
  readonly place: 'variable' | 'label' | 'history';
  /** Of the variable or the label; of history what is set there, empty for the line itself. */
  readonly name: string;
  readonly value: string;
  /** Whose line of history it is; null: it made none. */
  readonly layer: number | null;
}

export interface SizedLayer {
  /** Of the files that it brings along, unpacked. */
  readonly bytes: number;
}

export interface ImageLook {
  /** Layer by layer: a directory that several of them write to is there several times. */
  readonly directories: readonly LeftDirectory[];
  /** Files that may hold a secret, as far as their names tell. */
  readonly suspects: readonly Suspect[];
  readonly compilers: readonly SeenFile[];
  readonly setUid: readonly SeenFile[];
  /** Directories that everybody may write to, and in which everybody may remove what others wrote. */
  readonly openDirectories: readonly SeenFile[];
}

/** What a directory is for, told by its place or its form. */
export type DirectoryKind =
  | 'package-lists'
  | 'package-cache'
  | 'home-cache'
  | 'go-build-cache'
  | 'module-cache'
  | 'git';

/** What became of something that a layer wrote. */
interface Fate {
  /** From 0 on. */
  readonly layer: number;
  /** The layer that deleted it or wrote over it; null where it is still seen. */
  readonly removedIn: number | null;
}

export interface LeftDirectory extends Fate {
  readonly kind: DirectoryKind;
  readonly path: string;
  /** Of all files that the layer has in it. */
  readonly bytes: number;
  /** Of those that are still seen. */
  readonly seenBytes: number;
}

export interface Suspect extends Fate {
  readonly path: string;
  readonly bytes: number;
  /** Its first 64 KiB; null where they are not held, and have first to be read. */
  head(): Buffer | null;
}

/** Of the files that a container will see. */
export interface SeenFile {
  readonly path: string;
  readonly bytes: number;
  readonly layer: number | null;
}
