import { type Known, known, unknown } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import type { Field } from '../manifest/field.ts';
import type { Manifest, Selected } from '../manifest/objects.ts';
import { namespaceOf } from '../model/pod-fields.ts';
import { dnsSource } from './dns.ts';
import { fittingSearches, NEW_LIMITS, OLD_LIMITS } from './dns-limits.ts';

/** What a resolver is told. */
interface Dns {
  readonly servers: Known<readonly string[]>;
  readonly searches: Known<readonly string[]>;
  readonly options: Known<readonly string[]>;
}

/**
 * The lines of /etc/resolv.conf: servers, searches and options by dnsPolicy and dnsConfig (GetPodDNS of
 * pkg/kubelet/network/dns/dns.go), as the runtime writes them (parseDNSOptions of containerd and of CRI-O). What is the cluster's
 * is known where a KubeletConfiguration stands beside the pod.
 *
 * @param ofNode the resolv.conf of the node; null: nobody knows it
 */
export function resolvConf(
  manifest: Manifest,
  selected: Selected,
  ofNode: string | null,
): readonly Known<string>[] {
  const { spec } = selected.workload;
  const node = nodeDns(ofNode);
  const { servers, searches, options } = withConfig(
    policyDns(manifest, selected, node),
    spec.get('dnsConfig'),
  );
  const isEmpty = [servers, searches, options].every((one) => one.known && one.value.length === 0);
  // The runtime then takes the file of the node.
  if (isEmpty) return ofNode === null ? [unknown(NODE)] : ofNode.replace(/\n$/, '').split('\n').map(known);
  return [
    ...(searches.known && searches.value.length === 0 ? [] : [worded('search', searches)]),
    ...(servers.known
      ? servers.value.map((server) => known(`nameserver ${server}`))
      : [unknown<string>(servers.why)]),
    ...(options.known && options.value.length === 0 ? [] : [worded('options', options)]),
  ];
}

function worded(key: string, words: Known<readonly string[]>): Known<string> {
  return words.known ? known([key, ...words.value].join(' ')) : words;
}

function policyDns(manifest: Manifest, selected: Selected, node: Dns): Dns {
  const source = dnsSource(selected.workload.spec);
  if (source === 'none') return NOTHING;
  if (source === 'node') return node;
  const kubelet = manifest.kubelet;
  const domain = kubelet?.get('clusterDomain').text() ?? null;
  const servers =
    kubelet
      ?.get('clusterDNS')
      .items()
      .map((server) => server.text() ?? '') ?? [];
  const own =
    domain === null ? null : [`${namespaceOf(selected.workload)}.svc.${domain}`, `svc.${domain}`, domain];
  return {
    servers: servers.length === 0 ? unknown(SERVER) : known(servers),
    searches:
      own === null
        ? unknown(SERVER)
        : node.searches.known
          ? known(once([...own, ...node.searches.value]))
          : unknown(NODE),
    options: known(['ndots:5']),
  };
}

const NOTHING: Dns = { servers: known([]), searches: known([]), options: known([]) };
const SERVER: Ignorance = { code: 'cluster-chooses', data: { what: 'name-server' } };
const NODE: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };

/** As the kubelet reads it (parseResolvConf): the last search and options lines count. */
function nodeDns(text: string | null): Dns {
  if (text === null) return { servers: unknown(NODE), searches: unknown(NODE), options: unknown(NODE) };
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const last = (key: string) => lines.findLast(([word]) => word === key)?.slice(1) ?? [];
  return {
    servers: known(lines.filter(([word]) => word === 'nameserver').flatMap(([, server]) => server ?? [])),
    searches: known(last('search').map((name) => (name === '.' ? name : name.replace(/\.$/, '')))),
    options: known(last('options')),
  };
}

function withConfig(dns: Dns, config: Field): Dns {
  const texts = (key: string) =>
    config
      .get(key)
      .items()
      .map((item) => item.text() ?? '');
  const { servers, searches, options } = dns;
  const all = searches.known ? once([...searches.value, ...texts('searches')]) : null;
  return {
    servers: servers.known
      ? known(once([...servers.value, ...texts('nameservers')]).slice(0, NEW_LIMITS.servers))
      : servers,
    searches: all === null ? searches : asEveryKubelet(all),
    options: options.known ? merged(options.value, config) : options,
  };
}

/** Known where old and new kubelets write the same. */
function asEveryKubelet(domains: readonly string[]): Known<readonly string[]> {
  const old = fittingSearches(domains, OLD_LIMITS);
  return old.length === fittingSearches(domains, NEW_LIMITS).length ? known(old) : unknown(VERSION);
}

/** mergeDNSOptions: by their names, in an order that differs from run to run. */
function merged(options: readonly string[], config: Field): Known<readonly string[]> {
  const more = config
    .get('options')
    .items()
    .map((option) => {
      const name = option.get('name').text() ?? '';
      const value = option.get('value').text();
      return value === null || value === '' ? name : `${name}:${value}`;
    });
  if (more.length === 0) return known(options);
  const byName = new Map([...options, ...more].map((option) => [option.split(':')[0], option]));
  return byName.size > 1 ? unknown(ORDER) : known([...byName.values()]);
}

const VERSION: Ignorance = { code: 'cluster-chooses', data: { what: 'search-limit' } };
const ORDER: Ignorance = { code: 'cluster-chooses', data: { what: 'option-order' } };

function once(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
