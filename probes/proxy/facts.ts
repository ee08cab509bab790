import type { CommonList } from './list/everywhere.ts';
import type { Env } from './readers/reader.ts';
import type { Runtime } from './runtimes.ts';
import type { Target } from './target.ts';

/** What is looked at: variables, and who is there to read them. */
export interface ProxyFacts {
  /** The variables of proxies alone, as they are. */
  readonly env: Env;
  readonly runtimes: readonly Runtime[];
  /** Runs in Kubernetes, or will. */
  readonly cluster: boolean;
  /** Address of the API server; null where nobody can know. */
  readonly apiServer: Target | null;
  /** GOPROXY, where something is built. */
  readonly goproxy: string;
  /** What NO_PROXY should be; null where it is not set. */
  readonly common: CommonList | null;
}
