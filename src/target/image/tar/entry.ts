import type { DeviceNumbers } from '../../posix/devices.ts';
import type { PaxRecords } from './pax.ts';

/** An entry of the archive. */
export interface TarEntry {
  /** As it stands there. */
  readonly name: string;
  /** The type flag: `0` file, `1` hard link, `2` symlink, `3` and `4` devices, `5` directory, `6` FIFO. */
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of the file; of a sparse one with its holes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  readonly linkName: string;
  readonly device: DeviceNumbers;
  readonly pax: PaxRecords | null;
  /** Bytes from the beginning of the archive to its content. */
  readonly offset: number;
}

/** Who takes the content of an entry. */
export interface Sink {
  data(chunk: Buffer): void;
  /** As many zeros, of a hole that nobody wrote down. */
  zeros(count: number): void;
  end(): void;
}
