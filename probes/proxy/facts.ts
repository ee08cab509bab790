import type { Target } from './address/target.ts';
import type { CommonList } from './list/everywhere.ts';
import type { Env, ProxyVariable } from './readers/reader.ts';
import type { Runtime } from './readers/runtimes.ts';

/** What is looked at: variables, and who is there to read them. */
export interface Surroundings {
  /** The variables of proxies alone, as they are. */
  readonly env: Env;
  readonly runtimes: readonly Runtime[];
  /** Runs in Kubernetes, or will. */
  readonly cluster: boolean;
  /** Address of the API server; null where nobody can know. */
  readonly apiServer: Target | null;
  /** GOPROXY, where something is built. */
  readonly goproxy: string;
  /** Ports of this container that a variable names for a proxy, and at which nobody listens. */
  readonly closed: readonly number[];
}

/** Addresses that must be asked without a proxy, and are not: what NO_PROXY lacks. */
export interface Needed {
  /** Programs that ask a proxy for this very container. */
  readonly local: readonly string[];
  /** Of the cluster, with the programs that ask a proxy for it. */
  readonly cluster: readonly { readonly entry: string; readonly names: readonly string[] }[];
  /** Module proxies inside, and the variable through which go asks for them. */
  readonly modules: readonly { readonly host: string; readonly variable: ProxyVariable }[];
  /** Of the policy. */
  readonly direct: readonly {
    readonly address: string;
    readonly host: string;
    readonly names: readonly string[];
  }[];
}

export interface ProxyFacts extends Surroundings {
  /** What NO_PROXY lacks. */
  readonly needed: Needed;
  /** What NO_PROXY should be; null where there is nothing to say in it. */
  readonly common: CommonList | null;
}
