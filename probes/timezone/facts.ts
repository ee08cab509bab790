import type { ProbeContext } from '../../src/core/probe.ts';
import type { Rotated } from '../../src/go/running/rotated-since.ts';
import type { Choice } from './database/names-here.ts';
import type { Localtime } from './files/localtime.ts';
import type { ZoneFileProblem } from './files/zone-file.ts';
import type { NodeResolution } from './runtimes/node.ts';
import type { Resolution, ZoneSettings } from './runtimes/resolution.ts';
import type { Asked } from './search/asked.ts';
import type { UnknownName } from './search/asked-name.ts';

export interface TimezoneFacts {
  /** The clock, seconds since 1970. */
  readonly now: number;
  readonly settings: ZoneSettings;
  /** What decides, by TZ or for want of it. */
  readonly asked: Asked;
  /** The file that was asked for, and what is wrong with it; null where no file was. */
  readonly file: {
    readonly path: string;
    readonly problem: ZoneFileProblem | null;
    /** Where there is a problem: the path is a mount, and nothing can be put in its place. */
    readonly mounted?: boolean;
  } | null;
  /** Set where TZ is a POSIX rule that C libraries read and Go does not. */
  readonly posix: PosixRule | null;
  /** Set where TZ is no such rule either, and Go found no file for it. */
  readonly unknown: UnknownName | null;
  /** Zones that TZ may mean, where it is none. */
  readonly meant: Choice;
  /** The zone that somebody asks for beside TZ, as this machine calls it, and whether it has a file for it. */
  readonly wanted: { readonly name: string; readonly here: boolean } | null;
  /** What /etc/localtime is, where it decides. */
  readonly localtime: Localtime | null;
  /** Target of the link /etc/localtime. */
  readonly link: string | null;
  /** The zone that /etc/timezone names, and whether Go has it; null where there is none or TZ is set. */
  readonly etcTimezone: Claim | null;
  /** What an empty TZ has the runtimes pass over; null where TZ is not empty, or would be UTC anyway. */
  readonly passedOver: { readonly zone: string; readonly by: string } | null;
  /** Set where the zone's file does not end as today's data: it may keep another clock than Node's data, at some time. */
  readonly outdated: Outdated | null;
  /** The zone that the policy expects. */
  readonly expected: Claim | null;
  readonly runtimes: Runtimes;
  readonly uid: number;
  readonly zoneinfo: boolean;
  /** The program that runs with the zone that it read before it changed; null where none is known to. */
  readonly rotated: Rotated | null;
}

/** Somebody's word for what the zone is. */
export interface Claim {
  readonly name: string;
  readonly holds: boolean;
}

export interface Runtimes {
  readonly go: Resolution;
  readonly glibc: Resolution;
  readonly musl: Resolution;
  /** Null where the Node that counts cannot be asked. */
  readonly node: NodeResolution | null;
}

/** Two data sets of which one is older than the rules that hold. */
export interface Outdated {
  /** The image's files keep another clock than Node, at that time or half a year later (seconds since 1970). */
  differs(now: number): boolean;
  readonly zone: string;
  /** Versions, such as `2026b`; null where nothing tells. */
  readonly image: string | null;
  readonly node: string | null;
  readonly older: 'image' | 'node' | null;
  /** The container has a Node of its own on PATH. */
  readonly nodeHere: boolean;
}

/** A TZ such as `CST-8`. */
export interface PosixRule {
  /** It names UTC or GMT with an offset, which people write with the sign of ISO 8601. */
  readonly aboutUtc: boolean;
  /** It means something else than UTC. */
  readonly differs: boolean;
  /** A zone of the database that means the same, or what was meant. */
  readonly suggested: string | null;
}

/** What of the context it needs. */
export type ObserveContext = Pick<
  ProbeContext<TimezoneFacts>,
  'policy' | 'deadline' | 'profile' | 'programs' | 'breathe'
>;
