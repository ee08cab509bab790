import type { Config } from '../config/config.ts';
import type { HostReport, Report } from '../core/documents/report.ts';
import type { Host } from '../target/host.ts';
import { VERSION } from '../version.ts';

/** Loaded where it is shown: no document for machines, no labels. */
export async function labelsOf(host: Host, { labels }: Config): Promise<Report['labels']> {
  const { identify } = await import('../run/identity.ts');
  return { ...identify(host), ...labels };
}

/** The head of a report: whose machine it is, as far as that costs nothing. */
export function hostReport({ arch, ids, node }: Host): HostReport {
  return {
    os: null,
    osVersion: null,
    arch,
    libc: null,
    uid: ids.euid,
    gid: ids.egid,
    pid1: null,
    node: node === null || node.own ? null : node.version,
  };
}

/** What made the report. */
export function toolReport({ node }: Pick<Host, 'node'>): Report['tool'] {
  return { name: 'probe-env', version: VERSION, ...(node?.own ? { node: node.version } : {}) };
}
