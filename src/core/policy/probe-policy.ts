import type { Host } from '../../target/host.ts';
import type { Same } from '../types/type-equal.ts';
import type { PolicyFields, Said } from './fields.ts';
import type { Policy, Sections } from './policy.ts';
import type { Shorthand } from './shorthand.ts';

/** A mistake at a path of keys and indices. */
export interface PolicyMistake {
  readonly at: readonly (string | number)[];
  readonly text: string;
}

/** What a path must allow the process to do. `create`: write it, or make it where it is missing. */
export type Need = 'read' | 'write' | 'execute' | 'create';

/** What a section says of modules and of go, for who looks without that probe. */
export interface ModulePolicy {
  /** Where go.mod is looked for; null: the working directory. */
  readonly directory: string | null;
  /** Values that `go env` must print, by name. */
  readonly expect: Readonly<Record<string, string>>;
  /** Modules (path prefixes) that must never be asked of a public proxy or checksum database. */
  readonly privateModules: readonly string[];
  /** Modules that a build will fetch. */
  readonly requiredModules: readonly string[];
  /** Id of the rule that tells of modules for which nobody vouches: who turns it off allows them. */
  readonly unverified: string;
}

/** A probe's part of the policy: one section of a policy file, and what else can be asked of the probe. */
export interface ProbePolicy<Key extends keyof Sections, Fields extends PolicyFields = PolicyFields> {
  /** Its key in a policy file. */
  readonly section: Key;
  /** What holds where nobody says otherwise. */
  readonly defaults: Sections[Key];
  /** Fields by which somebody asks for something that the probe alone can tell, and a Go toolchain fulfil. */
  readonly demandsOfGo?: readonly (keyof Sections[Key] & string)[];
  /** The same of the others: where there is no Go nothing can be wrong with it, or it is no matter of Go. */
  readonly demands?: readonly (keyof Sections[Key] & string)[];
  readonly shorthands?: readonly Shorthand<Sections[Key]>[];
  /** What a file may say, field by field. Behind an import(): it is loaded only where there is a policy file. */
  schema(): Promise<{ readonly fields: Fields }>;
  /**
   * What is wrong with what was said that no schema can know, at paths inside of the section. `host` is null where
   * the policy is read apart from any machine.
   */
  mistakes?(said: Partial<Sections[Key]>, host: Host | null): Promise<readonly PolicyMistake[]>;
  /** What was said in a file, with names of files of whoever asks as `found` has them: beside the policy. */
  beside?(said: Partial<Sections[Key]>, found: (name: string) => string): Partial<Sections[Key]>;
  /** Of the one probe whose section speaks of modules. */
  modules?(section: Sections[Key]): ModulePolicy;
  /** Of the one probe that can be asked about any path: the section that asks it. */
  ofPath?(path: string, need: readonly Need[]): Sections[Key];
}

/** A part of which nobody needs to know whose it is: what the registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: what is said of a section goes to the probe of that section only
export type AnyProbePolicy = ProbePolicy<any>;

/** Types a probe's part of the policy. Does not compile where its schema is not that of the section's type. */
export function definePolicy<Key extends keyof Sections, Fields extends PolicyFields>(
  policy: ProbePolicy<Key, Fields> & Complete<Said<Fields>, Sections[Key]>,
): AnyProbePolicy {
  return policy;
}

type Complete<Schema, Section> = [Same<Schema, Section>] extends [never]
  ? 'schema() has other fields than the type of the section'
  : unknown;

/** What a policy says of modules; undefined where no probe speaks of them. */
export function modulesOf(
  policy: Policy,
  probes: readonly { readonly policy?: AnyProbePolicy }[],
): ModulePolicy | undefined {
  return probes
    .map(({ policy: part }) => part?.modules?.(policy[part.section as never]))
    .find((said) => said !== undefined);
}
