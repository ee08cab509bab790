import type { Platform } from '../platform.ts';
import type { JsonObject } from '../types/json.ts';

/**
 * Where a remedy is done: in the Dockerfile, in the definition of the container (a manifest of Kubernetes, or
 * the options of `docker run`), in the running container, on the node, in the policy of probe-env, or where
 * the image is built.
 */
export const WHERE = ['image', 'pod', 'container', 'host', 'policy', 'ci'] as const;
export type Where = (typeof WHERE)[number];

/** What its lines are written in. `options` are those of `docker run` (and of `podman run`). */
export const SYNTAXES = ['dockerfile', 'shell', 'yaml', 'options'] as const;
export type Syntax = (typeof SYNTAXES)[number];

/**
 * What must be there for a remedy: the rights of root, the user of the container (whose home is meant), a network,
 * a program on PATH, a file that this user may write to (in the running container alone). A program that the
 * remedy brings itself is none of its needs.
 */
export type Need = 'root' | 'user' | 'network' | `program:${string}` | `write:${string}`;

/** One way to mend a finding. */
export interface Remedy {
  readonly where: Where;
  readonly syntax: Syntax;
  /**
   * What to paste, valid there as it stands: no prose, no placeholder. YAML that begins with `spec` is of the
   * pod, any other of its container. None where somebody has to decide or to look: then `why` says what.
   */
  readonly lines: readonly string[];
  /** Each a {@link Need}. */
  readonly needs: readonly string[];
  /** What it does, beside the lines; without a period. Empty where the lines say it themselves. */
  readonly why: string;
}

/**
 * All ways to mend a finding, the best first, for this evidence and this container; pure. What does not fit
 * the container (see `fits`) may be among them and is left out by the renderer: the list should end with one
 * that fits everywhere.
 */
export type Remedies<A extends JsonObject> = (args: A, platform: Platform) => readonly Remedy[];
