import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import type { Host } from '../../../src/target/host.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { ok } from '../../../src/target/result.ts';
import { makePem, pem } from '../../support/files/certs.ts';
import { type DebianStore, debianStore } from '../../support/files/debian-store.ts';
import { TODAY } from '../../support/memory/memory-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

/*
 * Where facts are shown every entry of a certificate directory is opened, as Go does; elsewhere one call for each
 * certificate has to do. Whatever was done to the store, both must say the same.
 */

const FOREIGN = makePem({ cn: 'Foreign Root' });
/** Sound, and nobody has put it into the bundle. */
const HASH = 'ca-certs/hash-link-missing';

const directory = mkdtempSync(join(tmpdir(), 'beside-bundle-'));
let made = 0;
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The file behind a name of the store. */
const source = (store: DebianStore, i: number) => join(store.share, `${store.names[i]}.crt`);
const named = (store: DebianStore, i: number) => join(store.certs, `${store.names[i]}.pem`);
const hashed = (store: DebianStore, i: number) => join(store.certs, store.hashes[i] ?? '');
const relink = (target: string, path: string) => {
  unlinkSync(path);
  symlinkSync(target, path);
};
/** Other bytes under the old size and time. */
const rewrite = (path: string, content: Buffer) => {
  const { size, atime, mtime } = statSync(path);
  const filled = Buffer.concat([content, Buffer.alloc(Math.max(0, size - content.length), '\n')]);
  expect(filled.length).toBe(size);
  writeFileSync(path, filled);
  utimesSync(path, atime, mtime);
};
const largest = (store: DebianStore) =>
  store.names
    .map((_, i) => i)
    .reduce((a, b) => (statSync(source(store, a)).size > statSync(source(store, b)).size ? a : b));

interface Change {
  readonly make: (store: DebianStore) => void;
  /** The warning that it is worth; default none. */
  readonly rule?: string;
  /** All of it is still known by a few calls. */
  readonly cheap?: boolean;
}

const CHANGES: Readonly<Record<string, Change>> = {
  'as it was made': { make: () => {}, cheap: true },
  'a file holds another certificate': { make: (s) => writeFileSync(source(s, 5), FOREIGN), rule: HASH },
  'a file holds another certificate, in the size and with the time of before': {
    make: (s) => rewrite(source(s, largest(s)), Buffer.from(FOREIGN)),
    rule: HASH,
  },
  'a file is replaced by another of its size and time': {
    make: (s) => {
      const path = source(s, largest(s));
      const { size, mtime } = statSync(path);
      writeFileSync(`${path}.new`, FOREIGN.padEnd(size, '\n'));
      utimesSync(`${path}.new`, mtime, mtime);
      renameSync(`${path}.new`, path);
    },
    rule: HASH,
  },
  'a file is damaged': {
    make: (s) => {
      const text = readFileSync(source(s, 3));
      text.write('!', 400);
      rewrite(source(s, 3), text);
    },
    rule: 'ca-certs/block-unparsable',
  },
  'a file is cut short': { make: (s) => truncateSync(source(s, 3), 700), rule: 'ca-certs/block-unparsable' },
  'a file is empty': { make: (s) => truncateSync(source(s, 3)) },
  'a file is longer': {
    make: (s) => appendFileSync(source(s, 3), FOREIGN),
    rule: 'ca-certs/runtimes-disagree',
  },
  'a file is full of NUL': {
    make: (s) => rewrite(source(s, 3), Buffer.alloc(statSync(source(s, 3)).size)),
  },
  'a file is DER': {
    make: (s) => writeFileSync(source(s, 3), Buffer.from(FOREIGN.replace(/-----.*-----|\n/g, ''), 'base64')),
    rule: 'ca-certs/der-not-pem',
  },
  'a file may not be read': { make: (s) => chmodSync(source(s, 3), 0) },
  'a file was touched': { make: (s) => utimesSync(source(s, 3), new Date(), new Date()), cheap: true },
  'a file is missing': { make: (s) => unlinkSync(source(s, 3)), rule: 'ca-certs/hash-link-dangling' },
  'all files are missing': {
    make: (s) => rmSync(s.share, { recursive: true }),
    rule: 'ca-certs/hash-link-dangling',
  },
  'a file is a directory': {
    make: (s) => {
      unlinkSync(source(s, 3));
      mkdirSync(source(s, 3));
    },
  },
  'two files hold the same': { make: (s) => writeFileSync(source(s, 3), readFileSync(source(s, 4))) },
  'two files are exchanged': {
    make: (s) => {
      const [a, b] = [readFileSync(source(s, 3)), readFileSync(source(s, 4))];
      writeFileSync(source(s, 3), b);
      writeFileSync(source(s, 4), a);
    },
  },
  'a link leads to a foreign file': {
    make: (s) => {
      const foreign = join(s.share, '../foreign.pem');
      writeFileSync(foreign, FOREIGN);
      relink(foreign, named(s, 3));
    },
    rule: HASH,
  },
  'a link leads to an old foreign file of the same size': {
    make: (s) => {
      const foreign = join(s.share, '../foreign.pem');
      const i = largest(s);
      writeFileSync(foreign, FOREIGN.padEnd(statSync(source(s, i)).size, '\n'));
      utimesSync(foreign, 1, 1);
      relink(foreign, named(s, i));
    },
    rule: HASH,
  },
  'a link leads to the file of another': { make: (s) => relink(source(s, 4), named(s, 3)) },
  'a link leads nowhere': {
    make: (s) => relink('/nowhere/ca.crt', named(s, 3)),
    rule: 'ca-certs/hash-link-dangling',
  },
  'a link leads to itself': {
    make: (s) => relink(named(s, 3), named(s, 3)),
    rule: 'ca-certs/hash-link-dangling',
  },
  'a link is a copy of the file': {
    make: (s) => {
      unlinkSync(named(s, 3));
      writeFileSync(named(s, 3), readFileSync(source(s, 3)));
    },
  },
  'a link is gone': { make: (s) => unlinkSync(named(s, 3)), rule: 'ca-certs/hash-link-dangling' },
  'a hash link leads to another name': { make: (s) => relink(`${s.names[4]}.pem`, hashed(s, 3)) },
  'a hash link leads to a foreign file': {
    make: (s) => {
      const foreign = join(s.share, '../foreign.pem');
      writeFileSync(foreign, FOREIGN);
      relink(foreign, hashed(s, 3));
    },
    rule: HASH,
  },
  'a hash link leads nowhere': {
    make: (s) => relink('gone.pem', hashed(s, 3)),
    rule: 'ca-certs/hash-link-dangling',
  },
  'a hash link is gone': { make: (s) => unlinkSync(hashed(s, 3)) },
  'another hash link': { make: (s) => symlinkSync(`${s.names[4]}.pem`, join(s.certs, 'deadbeef.0')) },
  'a foreign file': { make: (s) => writeFileSync(join(s.certs, 'corp.pem'), FOREIGN), rule: HASH },
  'a link to a foreign file': {
    make: (s) => {
      writeFileSync(join(s.share, '../foreign.pem'), FOREIGN);
      symlinkSync(join(s.share, '../foreign.pem'), join(s.certs, 'corp.pem'));
    },
    rule: HASH,
  },
  'a directory': {
    make: (s) => {
      mkdirSync(join(s.certs, 'java'));
      writeFileSync(join(s.certs, 'java/corp.pem'), FOREIGN);
    },
    rule: 'ca-certs/subdirectory-unread',
    cheap: true,
  },
  'the bundle is without one': {
    make: (s) => {
      const text = readFileSync(s.bundle, 'utf8');
      writeFileSync(s.bundle, text.slice(text.indexOf('-----BEGIN', 20)));
    },
  },
  'the bundle is older than the files': { make: (s) => utimesSync(s.bundle, 1, 1) },
  'the bundle is damaged': { make: (s) => appendFileSync(s.bundle, '-----BEGIN CERTIFICATE-----\n') },
};

function make(change: Change): { store: DebianStore; host: Host } {
  const store = debianStore(join(directory, String(made++)));
  // A kernel before 6.13 stamps files by its tick, at most 10 ms: what is changed in the same one is not the newest.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
  change.make(store);
  return { store, host: storeHost(store) };
}

function storeHost(store: DebianStore): Host {
  const env = { SSL_CERT_FILE: store.bundle, SSL_CERT_DIR: store.certs };
  return { ...nodeHost(process), env, now: () => Date.parse(TODAY) };
}

/** The host, and how many calls a probe made: as the kernel counts them, reading a file is four. */
function counted(host: Host): { host: Host; calls: () => number; read: string[] } {
  let calls = 0;
  const read: string[] = [];
  const count = (n: number) => {
    calls += n;
  };
  return {
    host: {
      ...host,
      readFile: (path, options) => {
        count(4);
        read.push(path);
        return host.readFile(path, options);
      },
      stat: (path) => {
        count(1);
        return host.stat(path);
      },
      readlink: (path) => {
        count(1);
        return host.readlink(path);
      },
      entries: (path) => {
        count(8);
        return host.entries(path);
      },
    },
    calls: () => calls,
    read,
  };
}

/** Without what this machine's administrator has put beside its own store. */
const alone = (host: Host): Host => ({
  ...host,
  entries: (path) => (path.startsWith(directory) ? host.entries(path) : ok([])),
});

const look = async (machine: Host, details: boolean) => {
  const host = alone(machine);
  const { facts, findings, incomplete } = await judgeHost(caCerts, host, {
    details,
    deadlineMs: Number.MAX_SAFE_INTEGER,
  });
  const roots = (entries: Iterable<{ der: Buffer }> = []) =>
    [...entries].map(({ der }) => der.toString('base64')).sort();
  return {
    findings: JSON.parse(JSON.stringify(findings)),
    go: roots(facts.go.roots),
    openssl: roots(facts.openssl?.roots),
    incomplete,
    rules: findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule),
    all: findings.map(({ rule }) => rule),
  };
};

describe('a certificate directory beside its bundle', () => {
  it.each(Object.entries(CHANGES))('%s: says the same as when all is opened', async (_name, change) => {
    const { host } = make(change);
    const all = await look(host, true);
    const spy = counted(host);
    const few = await look(spy.host, false);
    expect(few).toEqual(all);
    if (change.rule !== undefined) expect(all.all).toContain(change.rule);
    if (!change.cheap) return;
    expect(all.rules).toEqual(change.rule === undefined ? [] : [change.rule]);
    expect(spy.calls()).toBeLessThanOrEqual(250);
  });

  it.each([0, 60, 140])('reads the file that was changed last, number %i of them', async (i) => {
    const { store } = make({ make: (s) => chmodSync(source(s, i), 0o644) });
    const spy = counted(storeHost(store));
    await look(spy.host, false);
    expect(spy.read).toContain(named(store, i));
  });

  it('reads the file that not everybody may read', async () => {
    const { store } = make({ make: (s) => chmodSync(source(s, 3), 0o640) });
    // What was changed later must not be what hides it.
    for (let i = 20; i < 40; i++) chmodSync(source(store, i), 0o644);
    const spy = counted(storeHost(store));
    await look(spy.host, false);
    expect(spy.read).toContain(named(store, 3));
  });

  it('opens every file where a mount lies over one of them', async () => {
    const { store, host } = make({ make: () => {} });
    const table = `22 1 0:21 / / rw - ext4 /dev/root rw\n23 22 0:22 /ca ${named(store, 3)} rw - tmpfs tmpfs rw\n`;
    const spy = counted({
      ...host,
      readFile: (path, options) =>
        path.endsWith('/mountinfo') ? ok(Buffer.from(table)) : host.readFile(path, options),
    });
    await look(spy.host, false);
    expect(spy.calls()).toBeGreaterThan(4 * store.names.length);
  });

  it('opens every file for an OpenSSL that has no bundle', async () => {
    const { store, host } = make({
      make: (s) => writeFileSync(join(s.certs, 'other.pem'), pem(Buffer.from('x'))),
    });
    const env = { SSL_CERT_DIR: store.certs, SSL_CERT_FILE: join(store.certs, 'other.pem') };
    expect(await look({ ...host, env }, false)).toEqual(await look({ ...host, env }, true));
  });

  it('opens every file for a Node that uses them', async () => {
    const { host } = make({ make: () => {} });
    const env = { ...host.env, NODE_OPTIONS: '--use-system-ca' };
    const node = host.node && { ...host.node, version: 'v24.10.0' };
    const { facts } = await judgeHost(caCerts, { ...host, env, node }, { details: false });
    expect(facts.node.roots.size).toBe(facts.go.roots.size);
  });
});
