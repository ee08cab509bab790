import type { Config } from '../../config/config.ts';
import type { Host } from '../../target/host.ts';
import type { NodeContainer } from '../../target/node/container.ts';

/** Which policy holds for which container. */
export interface NodePolicies {
  /** By name; another map when one of them is another. */
  configs(): ReadonlyMap<string, Config>;
  nameFor(container: NodeContainer): string;
  /** Reads again what has changed. */
  renew(host: Host): Promise<void>;
  readonly state: {
    /** The last time that they were read they could be used. */
    readonly configSucceeded: boolean;
    /** Why those that are there are not in force; else null. */
    readonly configRefusal: string | null;
    /** When those were read that are in force, milliseconds since 1970. */
    readonly configReadMs: number;
  };
}
