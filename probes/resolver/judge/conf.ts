import type { PodConf, ResolverFacts, RuntimeName } from '../facts.ts';
import { OF_CLUSTER } from '../look/pod-conf.ts';
import { isLoopback } from '../readers/address.ts';
import { abortsOn } from '../readers/glibc.ts';
import { MOST_SERVERS } from '../readers/settings.ts';
import { type Meant, meantBy } from '../repaired.ts';
import type { ResolverFinding } from '../rules/index.ts';
import { judgeEnded } from './ended.ts';
import { judgeLines } from './lines.ts';
import { isThere } from './there.ts';

/** resolv.conf as far as it stands. */
export function judgeConf(facts: ResolverFacts): readonly ResolverFinding[] {
  const { conf } = facts;
  const severity = facts.names.length > 0 ? 'error' : 'warning';
  switch (conf.kind) {
    case 'missing':
      return answersAt(facts, '127.0.0.1') === true
        ? []
        : [{ rule: 'resolver/resolv-conf-missing', args: { target: conf.target }, severity }];
    case 'directory':
      return [{ rule: 'resolver/resolv-conf-unreadable', args: { errno: 'EISDIR' } }];
    case 'unreadable':
      return [{ rule: 'resolver/resolv-conf-unreadable', args: { errno: conf.errno } }];
    case 'pod':
      return [
        ...judgeCut(conf.pod),
        ...judgeMusl(facts),
        ...judgeSearch(facts, conf.pod.text),
        ...judgeEnded(facts, conf.pod.text),
      ];
    case 'read':
      return [
        ...judgeServers(facts, conf.text, severity),
        ...judgeSearch(facts, conf.text),
        ...judgeEnded(facts, conf.text),
      ];
    default:
      return [];
  }
}

function judgeCut({ cut, file, line }: PodConf): readonly ResolverFinding[] {
  return cut.map(({ what, left }) => ({ rule: 'resolver/cut-by-kubelet', args: { what, left, file, line } }));
}

/** Null: nobody can know. */
function answersAt({ answering }: ResolverFacts, server: string): boolean | null {
  return answering === null ? null : answering.includes('*') || answering.includes(server);
}

function judgeServers(
  facts: ResolverFacts,
  text: string,
  severity: 'error' | 'warning',
): readonly ResolverFinding[] {
  const meant = meantBy(text);
  const named = [
    ...new Set(
      facts.runtimes
        .filter(isThere)
        .flatMap(({ settings }) => (settings?.areNamed ? settings.nameservers : [])),
    ),
  ];
  const dead = named.filter((server) => isLoopback(server) && answersAt(facts, server) === false);
  const others = named.filter((server) => !dead.includes(server));
  const malformed = judgeLines(facts, text, meant);
  const isNone = named.length === 0 && malformed.length === 0 && answersAt(facts, '127.0.0.1') !== true;
  const surplus = surplusIn(facts);
  return [
    ...(isNone ? [{ rule: 'resolver/no-nameserver', args: {}, severity } as const] : []),
    ...judgeDead(dead, others, meant),
    ...malformed,
    ...(surplus.length === 0
      ? []
      : [{ rule: 'resolver/too-many-nameservers', args: { ...meant, passedOver: surplus } } as const]),
    ...judgeMusl(facts),
  ];
}

function judgeDead(
  servers: readonly string[],
  others: readonly string[],
  meant: Meant,
): readonly ResolverFinding[] {
  if (servers.length === 0) return [];
  const rule = 'resolver/nameserver-loopback-without-listener';
  const args = { ...meant, nameservers: others, servers, others };
  return [others.length === 0 ? { rule, args } : { rule, args, severity: 'warning' }];
}

/** What nobody asks, since others stand before it. */
function surplusIn({ runtimes }: ResolverFacts): readonly string[] {
  const all = runtimes
    .filter(isThere)
    .flatMap(({ settings }) => settings?.passedOver.filter(({ why }) => why === 'surplus') ?? []);
  return [...new Set(all.map(({ text }) => text))];
}

function judgeMusl({ runtimes, names }: ResolverFacts): readonly ResolverFinding[] {
  const musl = runtimes.find(({ name, isThere }) => name === 'musl' && isThere);
  const asked = [...new Set(musl?.settings?.nameservers ?? [])];
  const servers = asked.map((server) => (server === OF_CLUSTER ? 'the DNS service of the cluster' : server));
  return servers.length < 2 || names.length === 0
    ? []
    : [{ rule: 'resolver/musl-asks-all', args: { servers } }];
}

/** The last release of glibc that knows no more than six domains. */
const OLD_GLIBC = 25;
const OLD_DOMAINS = 6;
const OLD_BYTES = 256;

function judgeSearch({ runtimes, libraries }: ResolverFacts, text: string): readonly ResolverFinding[] {
  const of = (name: RuntimeName) => runtimes.find((one) => one.name === name && one.isThere)?.settings;
  const [go, glibc, musl] = [of('go'), of('glibc'), of('musl')];
  const search = glibc?.search ?? go?.search ?? [];
  const bytes = search.join(' ').length;
  const isOld = libraries.oldGlibc !== null && libraries.oldGlibc <= OLD_GLIBC;
  const isCut = musl?.passedOver.some(
    ({ why, text: line }) => why === 'too-long' && /^(?:search|domain)\s/.test(line),
  );
  const limit =
    glibc != null && libraries.oldGlibc === null && abortsOn(search)
      ? 'aborts'
      : isOld && (search.length > OLD_DOMAINS || bytes > OLD_BYTES)
        ? 'old-glibc'
        : isCut
          ? 'musl-line'
          : null;
  if (limit === null) return [];
  const meant = meantBy(text);
  const kept = limit === 'old-glibc' ? meant.search.slice(0, OLD_DOMAINS) : meant.search;
  const args = {
    limit,
    domains: search.length,
    bytes,
    ...meant,
    nameservers: meant.nameservers.slice(0, MOST_SERVERS),
    search: kept,
  };
  return [{ rule: 'resolver/search-too-long', args, ...(limit === 'aborts' ? { severity: 'error' } : {}) }];
}
