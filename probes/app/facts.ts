import type { GoProgramInfo } from '../../src/go/program-info.ts';
import type { CommandSeen } from '../../src/target/program/start/command.ts';

/** Who names the command. */
export type Source = 'policy' | 'run' | 'target' | 'init';

/** What there is to see of the program that the container is for; plain data. */
export interface AppFacts {
  readonly source: Source;
  /** All of its words; empty: nobody names one. */
  readonly command: readonly string[];
  /** It is running: that it started is known. */
  readonly running: boolean;
  /** The file that runs, as the kernel names it: ` (deleted)` stands behind the name of one that is not there any more. */
  readonly runs: string | null;
  /** Null where there is no command. */
  readonly seen: CommandSeen | null;
  readonly go: GoProgramInfo | null;
  /** Level of x86-64 of the processor, 1 to 4; null: not known. */
  readonly cpu: number | null;
  /** Null where its file has no capabilities, or nobody can tell. */
  readonly capabilities: FileRights | null;
  /** Its file may have some that the container may not have: nobody can tell, and then it does not start. */
  readonly capabilitiesUnread: boolean;
  /** Null where every port that the policy names is free to all. */
  readonly ports: PortRights | null;
  /** What of the program its own user may write; null: nothing, or nobody looked. */
  readonly writable: 'file' | 'directory' | null;
}

/** What decides who may listen on a port below 1024. */
export interface PortRights {
  /** The first port that everybody may listen on (net.ipv4.ip_unprivileged_port_start). */
  readonly firstFree: number;
  /** Who runs the program; null where what stands in front of it changes the user. */
  readonly uid: number | null;
  /** CAP_NET_BIND_SERVICE is in effect for the program. */
  readonly effective: boolean;
  /** It may be had by a program whose file has it: it is in the bounding set, and no_new_privs is off. */
  readonly attainable: boolean;
  /** The file of the program has it; null: nobody can tell. */
  readonly onFile: boolean | null;
  /** Of a program that runs: ports of the policy at which it listens, perhaps since before it gave up its rights. */
  readonly listening: readonly number[];
  /** Somebody listens at them, and who cannot be seen. */
  readonly perhapsListening: readonly number[];
}

/** What becomes of the capabilities of the file of a program; names without CAP_. */
export interface FileRights {
  readonly path: string;
  readonly names: readonly string[];
  /** They are to be in effect from the start. */
  readonly effective: boolean;
  /** Without these it is not started. */
  readonly missing: readonly string[];
  /** It starts without these, which the container could have. */
  readonly lost: readonly string[];
  readonly why: 'no-new-privileges' | 'nosuid' | null;
  /** What the container may have is known; else it is what it has where nobody says anything. */
  readonly stated: boolean;
}
