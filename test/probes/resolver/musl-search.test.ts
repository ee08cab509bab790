import { describe, expect, it } from 'vitest';
import { resolver } from '../../../probes/resolver/index.ts';
import { file } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { asks, container, SERVER } from './machine.ts';

/* What programs with musl 1.2.3 (Debian 12) and 1.2.5 (Debian 13) found, ndots:5, of a server that knows both names as they are. */
const CLUSTER = 'default.svc.cluster.local';
const OUTSIDE = 'api.example.com';

async function severityOf(release: string, search: string, name: string): Promise<string | null> {
  const host = container(
    { conf: `${SERVER}search ${search}\noptions ndots:5\n` },
    { '/lib/ld-musl-x86_64.so.1': file(`\0musl\0${release}\0`) },
  );
  const { findings } = await judgeHost(resolver, host, { policy: asks(name) });
  const found = findings.find(({ rule }) => rule === 'resolver/search-ended');
  return found === undefined ? null : (found.severity ?? 'warning');
}

describe('a domain at which musl ends its search', () => {
  it.each([
    ['.', OUTSIDE, 'error'],
    ['.', 'db', 'error'],
    [`${CLUSTER} .`, OUTSIDE, 'error'],
    // Found with the domain before.
    [`${CLUSTER} .`, 'db', 'warning'],
    [`. ${CLUSTER}`, OUTSIDE, 'error'],
    [`.a.example ${CLUSTER}`, OUTSIDE, 'error'],
    // Asked for as it is, before any domain.
    ['.', 'a.b.c.d.example.com', 'warning'],
    [CLUSTER, OUTSIDE, null],
  ] as const)('search %s, and %s', async (search, name, severity) => {
    expect(await severityOf('1.2.3', search, name)).toBe(severity);
    expect(await severityOf('1.1.24', search, name)).toBe(severity);
    // Passed over from 1.2.4 on.
    expect(await severityOf('1.2.4', search, name)).toBe(null);
    expect(await severityOf('1.2.5', search, name)).toBe(null);
  });
});
