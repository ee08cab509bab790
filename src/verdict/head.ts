import type { Config } from '../config/config.ts';
import type { HostReport, Report } from '../core/documents/report.ts';
import { safe } from '../core/text/safe.ts';
import type { Host } from '../target/host.ts';
import { readProcStatus } from '../target/posix/process-status.ts';
import type { detectPlatform } from '../target/system/platform.ts';

/** Loaded where it is shown: no document for machines, no labels. */
export async function labelsOf(host: Host, { labels }: Config): Promise<Report['labels']> {
  const { identify } = await import('../run/identity.ts');
  return { ...identify(host), ...labels };
}

/** The head of a report: whose machine it is. Without `platform` only what costs nothing. */
export function hostReport(host: Host, platform: ReturnType<typeof detectPlatform> | null): HostReport {
  const shown = (text: string | null | undefined) => (text == null ? null : safe(text));
  return {
    os: shown(platform?.os),
    osVersion: shown(platform?.osVersion),
    arch: host.arch,
    libc: platform?.libc ?? null,
    uid: host.ids.euid,
    gid: host.ids.egid,
    pid1: platform === null ? null : shown(readProcStatus(host, '/proc/1')?.name),
    node: host.node?.version ?? (platform === null ? null : (host.nodeThere?.()?.version() ?? null)),
  };
}
