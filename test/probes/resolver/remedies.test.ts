import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { resolver } from '../../../probes/resolver/index.ts';
import { rules } from '../../../probes/resolver/rules/index.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { Host } from '../../../src/target/host.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import type { RuleCase } from '../../support/probes/rule-cases.ts';
import { tool } from '../../support/system/real-tools.ts';
import { asks, CASES, container, MUSL, POD } from './machine.ts';

/** Rules for which somebody has to decide: which server, which name. */
const BY_HAND = [
  'resolv-conf-missing',
  'resolv-conf-unreadable',
  'no-nameserver',
  'musl-asks-all',
  'cut-by-kubelet',
  'runtimes-disagree',
];

/** Files below /etc, by their names. */
type Etc = Record<string, string>;

const FILES = ['resolv.conf', 'nsswitch.conf', 'hosts'];

function etcOf(host: Host): Etc {
  return Object.fromEntries(
    FILES.flatMap((name) => {
      const found = host.readFile(`/etc/${name}`);
      return found.ok ? [[name, found.value.toString('latin1')]] : [];
    }),
  );
}

/** The lines, typed into a real shell, with a directory in the place of /etc. */
function typed(lines: readonly string[], etc: Etc): Etc {
  const root = mkdtempSync(join(tmpdir(), 'probe-env-remedy-'));
  try {
    const directory = join(root, 'etc');
    mkdirSync(directory);
    for (const [name, text] of Object.entries(etc)) writeFileSync(join(directory, name), text, 'latin1');
    for (const line of lines)
      execFileSync('/bin/sh', ['-ec', line.replace(/^RUN /, '').replaceAll('/etc/', `${directory}/`)]);
    return Object.fromEntries(
      readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'latin1')]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

interface Dns {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly value?: string }[];
}

interface Manifest {
  readonly spec: {
    readonly dnsPolicy?: string;
    readonly dnsConfig?: Dns;
    readonly hostAliases?: readonly { readonly ip: string; readonly hostnames: readonly string[] }[];
  };
}

function confOf({ nameservers = [], searches = [], options = [] }: Dns): string {
  const words = options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`));
  return [
    ...nameservers.map((one) => `nameserver ${one}\n`),
    searches.length === 0 ? '' : `search ${searches.join(' ')}\n`,
    words.length === 0 ? '' : `options ${words.join(' ')}\n`,
  ].join('');
}

/** What the kubelet writes; with another policy than None it adds to what is there, and later options win. */
function inPod(lines: readonly string[], etc: Etc): Etc {
  const { spec } = parse(lines.join('\n')) as Manifest;
  const { dnsPolicy, dnsConfig, hostAliases = [] } = spec;
  const conf = dnsConfig === undefined ? '' : confOf(dnsConfig);
  const aliases = hostAliases.map(({ ip, hostnames }) => `${ip} ${hostnames.join(' ')}\n`).join('');
  return {
    ...etc,
    'resolv.conf': dnsPolicy === 'None' ? conf : etc['resolv.conf'] + conf,
    hosts: (etc.hosts ?? '') + aliases,
  };
}

/** What docker writes. */
function inDocker([line = '']: readonly string[], etc: Etc): Etc {
  const words = line.split(' ');
  const of = (option: string) => words.flatMap((word, i) => (words[i - 1] === option ? [word] : []));
  const conf = confOf({
    nameservers: of('--dns'),
    searches: of('--dns-search'),
    options: of('--dns-option').map((name) => ({ name })),
  });
  const hosts = of('--add-host').map((one) => one.replace(/^([^:]+):(.*)$/, '$2 $1\n'));
  return {
    ...etc,
    ...(conf === '' ? {} : { 'resolv.conf': conf }),
    hosts: (etc.hosts ?? '') + hosts.join(''),
  };
}

function done({ syntax, lines }: Remedy, etc: Etc): Etc {
  if (syntax === 'yaml') return inPod(lines, etc);
  return syntax === 'options' ? inDocker(lines, etc) : typed(lines, etc);
}

function withEtc(host: Host, etc: Etc): Host {
  return {
    ...host,
    readFile: (path, options) => {
      const text = path.startsWith('/etc/') ? etc[path.slice('/etc/'.length)] : undefined;
      return text === undefined
        ? host.readFile(path, options)
        : { ok: true, value: Buffer.from(text, 'latin1') };
    },
  };
}

async function whatRemains({ host, policy = {} }: RuleCase): Promise<string[]> {
  const { findings } = await judgeHost(resolver, host(), { policy });
  const remaining: string[] = [];
  for (const { rule, args } of findings) {
    const name = rule.slice('resolver/'.length) as keyof typeof rules;
    const remedies = remediesOf(rules[name] as never, args as never, ABLE_PLATFORM);
    const withLines = remedies.filter(({ lines }) => lines.length > 0);
    for (const remedy of withLines) {
      const needsSed = remedy.needs.includes('program:sed');
      if (needsSed && tool('sed') === null) continue;
      const etc = done(remedy, etcOf(host()));
      const after = await judgeHost(resolver, withEtc(host(), etc), { policy });
      remaining.push(...after.rules.map((found) => `${rule} → ${found} by ${remedy.lines}`));
    }
    // With no other server somebody has to say which.
    const alone = 'others' in args && Array.isArray(args.others) && args.others.length === 0;
    if (withLines.length > 0 === (alone || BY_HAND.includes(name)))
      remaining.push(`${rule}: ${withLines.length} lines`);
  }
  return remaining;
}

describe('what a remedy writes', () => {
  it.each(Object.entries(CASES))('resolver/%s is gone with it, and nothing new is wrong', async (_, of) => {
    expect(await whatRemains(of)).toEqual([]);
  });

  it('leaves the servers that somebody answers at', async () => {
    const conf = POD.replace('nameserver ', 'nameserver 127.0.0.53\nnameserver ');
    const of = { host: () => container({ conf }) };
    expect((await judgeHost(resolver, of.host())).rules).toEqual([
      'resolver/nameserver-loopback-without-listener',
    ]);
    expect(await whatRemains(of)).toEqual([]);
  });

  it.each([
    ['a byte order mark', `\u00ef\u00bb\u00bf${POD}`],
    ['blanks before words', POD.replaceAll(/^/gm, '  ').trimEnd()],
    ['a port behind the address', POD.replace('10.96.0.10', '10.96.0.10:53')],
    ['a colon and two addresses', POD.replace('nameserver 10.96.0.10', 'nameserver: 10.96.0.10, 10.96.0.11')],
    ['brackets', POD.replace('10.96.0.10', '[fd00::10]')],
  ])('makes of a file with %s one that all read', async (_, conf) => {
    const of = { host: () => container({ conf }, MUSL), policy: asks() };
    expect((await judgeHost(resolver, of.host(), of)).rules).toContain('resolver/resolv-conf-malformed');
    expect(await whatRemains(of)).toEqual([]);
  });
});
