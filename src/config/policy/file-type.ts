import type { Config } from '../config.ts';
import type { PolicyLayer } from '../layer.ts';

/** How a run answers. What belongs to whoever asks (format, output, verbosity, colour) is not said in a policy. */
export interface RunSettings {
  readonly $schema?: string;
  /** A file beside this one, or in a folder below: what this one does not say. */
  readonly extends?: string;
  readonly profile?: Config['profile'];
  readonly for?: Config['purpose'];
  readonly timeout?: Config['timeoutMs'];
  readonly failOn?: Config['failOn'];
  readonly strict?: Config['strict'];
  readonly only?: readonly string[];
  readonly skip?: Config['skip'];
}

/** A policy file: what the container must be, and how a run answers for it. */
export interface PolicyFile extends RunSettings, PolicyLayer {}
