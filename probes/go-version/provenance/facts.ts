import type { Ignorance, Silence } from '../../../src/core/reason.ts';
import type { GoVersionFinding } from '../rules/index.ts';

/** A toolchain against the list of the files of a release. */
export interface Provenance {
  /** As the policy names it. */
  readonly list: string;
  readonly goroot: string;
  /** Files that the list has. */
  readonly listed: number;
  /** Of them, those that were hashed. */
  readonly compared: number;
  /** Relative to the tree, in the order of the list. */
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** In the tree, and not in the list; sorted. */
  readonly added: readonly string[];
  /** A file or directory of which nobody can tell what is in it, and why. */
  readonly unknown: { readonly path: string; readonly why: Ignorance | Silence } | null;
  /** The deadline came first. */
  readonly cut: boolean;
}

/** Why there is nothing to compare. */
export type Unusable =
  | { readonly why: 'unreadable'; readonly code: string }
  | { readonly why: 'line' | 'archive'; readonly line: number }
  | { readonly why: 'no-toolchain' }
  /** The go command belongs to no tree that can be found. */
  | { readonly why: 'no-tree' };

/** What came of it. */
export interface Looked {
  readonly look: Provenance | null;
  readonly findings: readonly GoVersionFinding[];
}
