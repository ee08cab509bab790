import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { findOnPath } from '../../src/target/program/find-program.ts';
import type { Conf, ResolverFacts, Runtime } from './facts.ts';
import { goSources, type SwitchFile } from './files/go-switch.ts';
import { isInHosts } from './files/hosts.ts';
import { nssOfGlibc, type Sources } from './files/nsswitch.ts';
import { answering } from './look/answering.ts';
import { hostName, readConf, readHosts, readSwitch } from './look/files.ts';
import { hasModule, libraries, oldMusl } from './look/libraries.ts';
import { type GoProgram, goProgram } from './look/program.ts';
import { glibcQuestions } from './questions/glibc.ts';
import { asksServers } from './questions/glibc-sources.ts';
import { goQuestions } from './questions/go.ts';
import { goChoice } from './questions/go-order.ts';
import { muslQuestions } from './questions/musl.ts';
import { endsSearch, isAddressLike, nothing, withoutDot } from './questions/questions.ts';
import { readGlibc } from './readers/glibc.ts';
import { readGo } from './readers/go.ts';
import { readMusl } from './readers/musl.ts';

/** Sources that decide nothing of a name that other machines have. */
const HARMLESS = /^(?:myhostname|mymachines|systemd|mdns\d?_minimal)$/;

/** From the files by which names are resolved, and what the programs are; no question is sent. */
export function observe(
  host: Host,
  { policy, command }: Pick<ProbeContext<unknown>, 'policy' | 'command'>,
): ResolverFacts {
  const { names } = policy.resolver;
  const conf = readConf(host);
  const read: Read = {
    names,
    conf,
    text: textOf(conf),
    hosts: readHosts(host),
    nsswitch: readSwitch(host),
    hostname: hostName(host),
  };
  const there = libraries(host);
  const program = goProgram(host, policy.app.command, command);
  const glibc = withGlibc(host, read, there.glibc);
  const musl = withMusl(host, read, there.musl);
  const library = there.glibc === there.musl ? null : there.glibc ? glibc.questions : musl.questions;
  const go = withGo(host, read, program, library);
  const settled = <T>(settings: T) => (read.text === undefined ? null : settings);
  const runtimes: readonly Runtime[] = [
    { name: 'go', isThere: true, settings: settled(go.settings), questions: go.questions },
    { name: 'glibc', isThere: there.glibc, settings: settled(glibc.settings), questions: glibc.questions },
    { name: 'musl', isThere: there.musl, settings: settled(musl.settings), questions: musl.questions },
    {
      name: 'nodeResolve',
      isThere: findOnPath(host, 'node') !== null,
      settings: settled(go.settings),
      questions: askedFor(read, (name) => [withoutDot(name)]),
    },
  ];
  return {
    names,
    conf,
    runtimes,
    libraries: { ...there, oldMusl: musl.old },
    go: { path: program.path, version: program.version, choices: go.choices },
    glibcSources: glibc.sources,
    goSources: go.sources,
    missingModules: [...glibc.missing],
    hosts: read.hosts,
    answering: answering(host),
  };
}

/** What the files say that all of them read. */
interface Read {
  /** Those of the policy. */
  readonly names: readonly string[];
  readonly conf: Conf;
  readonly text: ReturnType<typeof textOf>;
  /** Null where nothing can be read; undefined: nobody can know. */
  readonly hosts: ReturnType<typeof readHosts>;
  readonly nsswitch: SwitchFile;
  readonly hostname: string;
}

/** For each name what servers are asked for. Null where nobody knows resolv.conf; an address is asked for by nobody. */
function askedFor<T>(
  { names, text }: Read,
  ask: (name: string) => T,
): readonly (T | readonly never[] | null)[] {
  return names.map((name) => (text === undefined ? null : isAddressLike(name) ? [] : ask(name)));
}

function isNamed(runtime: 'go' | 'glibc' | 'musl', { hosts }: Read, name: string): boolean {
  return typeof hosts === 'string' && isInHosts(runtime, hosts, name);
}

function withGlibc(host: Host, read: Read, isThere: boolean) {
  const sources = sourcesOfGlibc(read.nsswitch);
  const modules = isThere && Array.isArray(sources) ? sources.map(({ name }) => name) : [];
  const missing = new Set(
    [...new Set(modules)].filter(
      (name) => name !== 'files' && name !== 'dns' && hasModule(host, name) === false,
    ),
  );
  const status = (source: string) =>
    missing.has(source) ? 'unavail' : HARMLESS.test(source) ? 'notfound' : 'unknown';
  const settings = readGlibc(read.text ?? null, read.hostname, host.env);
  const questions = askedFor(read, (name) => {
    if (sources === undefined || read.hosts === undefined) return null;
    if (read.conf.kind === 'directory') return [];
    const asks = asksServers(sources, isNamed('glibc', read, name), status);
    return asks === null ? null : asks ? glibcQuestions(name, settings) : [];
  });
  return { sources, missing, settings, questions };
}

function withMusl(host: Host, read: Read, isThere: boolean) {
  const settings = readMusl(read.text ?? null);
  const old = isThere && settings.search.some(endsSearch) ? oldMusl(host) : null;
  const questions = askedFor(read, (name) =>
    isNamed('musl', read, name) ? [] : muslQuestions(name, settings, nothing, old !== null),
  );
  return { settings, old, questions };
}

/** @param library what the C library of the container asks for, which Go may leave it to; null where that is not one */
function withGo(host: Host, read: Read, program: GoProgram, library: Runtime['questions'] | null) {
  const { names, conf, hostname } = read;
  const settings = readGo(read.text ?? null, hostname, program.minor);
  const sources = goSources(read.nsswitch, program.minor);
  const choices = names.map((name) =>
    goChoice(name, {
      ...program,
      env: host.env,
      hostname,
      settings,
      confUnreadable: conf.kind === 'unreadable' && conf.errno !== 'EACCES',
      sources: sources ?? 'missing',
      hasMdnsAllow: program.cgo && host.stat('/etc/mdns.allow').ok,
    }),
  );
  const questions = names.map((name, i) => {
    const order = choices[i]?.order;
    if (read.text === undefined || sources === undefined) return null;
    if (order === 'cgo') return library?.[i] ?? null;
    const files = order === 'files' || (order === 'files,dns' && isNamed('go', read, name));
    return files || isAddressLike(name) ? [] : goQuestions(name, settings, program.minor);
  });
  return { settings, sources, choices, questions };
}

/** Null: resolvers read nothing. Undefined: nobody can know what they read. */
function textOf(conf: Conf): string | null | undefined {
  if (conf.kind === 'read') return conf.text;
  if (conf.kind === 'pod') return conf.pod.text;
  return conf.kind === 'later' || conf.kind === 'unknown' ? undefined : null;
}

/**
 * What is not there, and what cannot be opened, is one to glibc (nss/nss_database.c). What it may not read it does not miss either, but
 * others than who looks may read it.
 */
function sourcesOfGlibc(file: SwitchFile): Sources | 'missing' | undefined {
  if (file.kind === 'unknown' || file.kind === 'refused') return undefined;
  if (file.kind === 'read') return nssOfGlibc(file.text);
  return file.kind === 'directory' ? null : 'missing';
}
