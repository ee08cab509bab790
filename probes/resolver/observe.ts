import type { ProbeContext } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { findOnPath } from '../../src/target/program/find-program.ts';
import type { Conf, GoFacts, ResolverFacts, Runtime } from './facts.ts';
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
  const conf = readConf(host);
  const hosts = readHosts(host);
  const { names } = policy.resolver;
  const nsswitch = readSwitch(host);
  const there = libraries(host);
  const hostname = hostName(host);
  const program = goProgram(host, policy.app.command, command);
  const text = textOf(conf);
  const { env } = host;
  const glibcSources = sourcesOfGlibc(nsswitch);
  const sourcesOfGo = goSources(nsswitch, program.minor);
  const modules = there.glibc && Array.isArray(glibcSources) ? glibcSources.map(({ name }) => name) : [];
  const missing = new Set(
    [...new Set(modules)].filter(
      (name) => name !== 'files' && name !== 'dns' && hasModule(host, name) === false,
    ),
  );

  const inHosts = (runtime: 'go' | 'glibc' | 'musl', name: string) =>
    typeof hosts === 'string' && isInHosts(runtime, hosts, name);
  const known = <T>(ask: (name: string) => T) =>
    names.map((name) => (text === undefined ? null : isAddressLike(name) ? [] : ask(name)));
  const glibc = readGlibc(text ?? null, hostname, env);
  const glibcAsks = known((name) => {
    if (glibcSources === undefined || hosts === undefined) return null;
    if (conf.kind === 'directory') return [];
    const module = (source: string) =>
      missing.has(source) ? 'unavail' : HARMLESS.test(source) ? 'notfound' : 'unknown';
    const asks = asksServers(glibcSources, inHosts('glibc', name), module);
    return asks === null ? null : asks ? glibcQuestions(name, glibc) : [];
  });
  const musl = readMusl(text ?? null);
  const ended = there.musl && musl.search.some(endsSearch) ? oldMusl(host) : null;
  const muslAsks = known((name) =>
    inHosts('musl', name) ? [] : muslQuestions(name, musl, nothing, ended !== null),
  );
  const go = readGo(text ?? null, hostname, program.minor);
  const choices = names.map((name) =>
    goChoice(name, {
      ...program,
      env,
      hostname,
      settings: go,
      confUnreadable: conf.kind === 'unreadable' && conf.errno !== 'EACCES',
      sources: sourcesOfGo ?? 'missing',
      hasMdnsAllow: program.cgo && host.stat('/etc/mdns.allow').ok,
    }),
  );
  const library = there.glibc === there.musl ? null : there.glibc ? glibcAsks : muslAsks;
  const goAsks = names.map((name, i) => {
    const order = choices[i]?.order;
    if (text === undefined || sourcesOfGo === undefined) return null;
    if (order === 'cgo') return library?.[i] ?? null;
    const files = order === 'files' || (order === 'files,dns' && inHosts('go', name));
    return files || isAddressLike(name) ? [] : goQuestions(name, go, program.minor);
  });
  const settled = <T>(settings: T) => (text === undefined ? null : settings);
  const runtimes: readonly Runtime[] = [
    { name: 'go', isThere: true, settings: settled(go), questions: goAsks },
    { name: 'glibc', isThere: there.glibc, settings: settled(glibc), questions: glibcAsks },
    { name: 'musl', isThere: there.musl, settings: settled(musl), questions: muslAsks },
    {
      name: 'nodeResolve',
      isThere: findOnPath(host, 'node') !== null,
      settings: settled(go),
      questions: known((name) => [withoutDot(name)]),
    },
  ];
  return {
    names,
    conf,
    runtimes,
    libraries: { ...there, oldMusl: ended },
    go: goFacts(program, choices),
    glibcSources,
    goSources: sourcesOfGo,
    missingModules: [...missing],
    hosts,
    answering: answering(host),
  };
}

function goFacts({ path, version }: GoProgram, choices: GoFacts['choices']): GoFacts {
  return { path, version, choices };
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
