/** The local time type in force at an instant. */
export interface LocalTime {
  /** Seconds east of UTC. */
  readonly offsetSeconds: number;
  readonly isDst: boolean;
  /** Such as `CST`; empty where the runtime has none. */
  readonly abbreviation: string;
}

/** What a runtime took as its local zone. */
export interface Resolution {
  /**
   * - `file`: a TZif file.
   * - `posix`: the TZ string itself, read as POSIX rules.
   * - `own-data`: data that the runtime brings along (Node's ICU, Go's zoneinfo.zip).
   * - `utc`: UTC was asked for.
   * - `fallback`: nothing was found; the runtime goes on in UTC (or in a nameless offset) and says nothing.
   * - `blocked`: the runtime hangs when it opens the file (FIFO).
   */
  readonly source: 'file' | 'posix' | 'own-data' | 'utc' | 'fallback' | 'blocked';
  /** Name under which the zone was found, null where it has none. */
  readonly name: string | null;
  /** The file that was used, null where none was. */
  readonly path: string | null;
  /** The local time at `seconds` since 1970. */
  readonly at: (seconds: number) => LocalTime;
}

export const UTC_TIME: LocalTime = { offsetSeconds: 0, isDst: false, abbreviation: 'UTC' };

/** UTC whatever the time. */
export function utc(source: Resolution['source'], name: string | null = 'UTC'): Resolution {
  return { source, name, path: null, at: () => UTC_TIME };
}

/** The settings that decide: TZ of the process, the directory that glibc takes instead of its own. */
export interface ZoneSettings {
  /** Value of TZ, null when it is not set. */
  readonly tz: string | null;
  /** Value of TZDIR, null when it is not set or empty. */
  readonly tzdir: string | null;
  /** Working directory, against which musl resolves `./…`; null when it was deleted. */
  readonly cwd: string | null;
  /** Files that the command of `run` names: a Go program may have zone data inside. */
  readonly programs: readonly string[];
  /** Directories that may be the GOROOT of a Go program here. */
  readonly goroots: readonly string[];
}

export const ZONEINFO = '/usr/share/zoneinfo';
export const LOCALTIME = '/etc/localtime';
