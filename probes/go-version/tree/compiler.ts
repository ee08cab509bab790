import { readGoBuildInfo } from '../../../src/go/build-info.ts';
import type { Host } from '../../../src/target/host.ts';

/** A compiler has 20 to 35 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The version of Go that a tool was built by; null where its build information does not say. The distribution
 * builds its tools with themselves, so for them it is the version that they print.
 */
export function toolVersion(host: Host, path: string): string | null {
  return readGoBuildInfo(host, path, MAX_BYTES)?.version ?? null;
}
