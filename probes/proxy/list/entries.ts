import { trimEndOf } from '../../../src/core/text/trim.ts';
import { isLoopback, parseAddress, parseIpv4, parseNetwork } from '../address/ip-address.ts';
import type { Target } from '../address/target.ts';

/** How an entry of NO_PROXY is written. */
export type Form =
  /** `corp.example`, `10.1.2.3`, `.corp.example`: what most programs read. */
  | 'plain'
  | 'all'
  | 'quoted'
  | 'line-end'
  | 'url'
  | 'wildcard'
  | 'network'
  | 'part-of-address'
  | 'range'
  | 'port'
  | 'brackets'
  /** An address of IPv6 without brackets. */
  | 'ipv6';

/** What an entry of NO_PROXY is there for. */
export interface Entry {
  /** As it is written. */
  readonly text: string;
  readonly form: Form;
  /** Addresses for which no proxy is to be asked. */
  readonly samples: readonly Target[];
  /** The same without what not every program reads: names, addresses and networks. */
  readonly plain: readonly string[];
}

/** No list that somebody wrote is longer. */
const MAX_ENTRIES = 256;

/** The entries of a list, whatever stands between them: what its author meant, and no program reads all of it. */
export function entriesOf(list: string): readonly Entry[] {
  return list
    .split(/[,;|\s]+/, MAX_ENTRIES)
    .filter((text) => text !== '' && !/^["']+$/.test(text))
    .map((text) => entryOf(text, list));
}

function entryOf(text: string, list: string): Entry {
  const bare = text.replace(/^["']|["']$/g, '').toLowerCase();
  const quoted = bare.length !== text.length;
  const lineEnd = list.trimStart().includes(`${text}\r`) || list.includes(`${text}\n`);
  const read = readEntry(bare);
  return { text, ...read, form: quoted ? 'quoted' : lineEnd ? 'line-end' : read.form };
}

function readEntry(text: string): Omit<Entry, 'text'> {
  if (text === '*') return entry('all', ['*'], 'host.example', null);
  const [, host = ''] = /^https?:\/\/([^/]*)/.exec(text) ?? [];
  if (host !== '') return { ...readEntry(host), form: 'url' };
  const path = trimEndOf(text, '/');
  if (path !== '' && path !== text) return { ...readEntry(path), form: 'url' };
  const network = parseNetwork(text);
  if (network !== null) return entry('network', [text], inside(text), null);
  const range = /^([\d.]+)-([\d.]+)$/.exec(text);
  if (range !== null && parseIpv4(range[1] ?? '') !== null) return entry('range', [], range[1] ?? '', null);
  const part = partOfAddress(text);
  if (part !== null) return entry('part-of-address', [part], inside(part), null);
  const bracketed = /^\[(.+)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null) {
    const [, inner = '', port] = bracketed;
    return entry(
      port === undefined ? 'brackets' : 'port',
      [inner],
      inner,
      port === undefined ? null : Number(port),
    );
  }
  const address = parseAddress(text);
  // Nobody asks for the loopback address of IPv6 by its number.
  if (address !== null && isLoopback(address) && address.length === 16)
    return { form: 'ipv6', plain: [text], samples: [] };
  if (address !== null) return entry(address.length === 16 ? 'ipv6' : 'plain', [text], text, null);
  const withPort = /^([^:]+):(\d{1,5})$/.exec(text);
  if (withPort !== null) {
    const inner = readEntry(withPort[1] ?? '');
    const port = Number(withPort[2]);
    return { ...inner, form: 'port', samples: inner.samples.map((sample) => ({ ...sample, port })) };
  }
  const domain = text.replace(/^\*?\./, '').replace(/^\*/, '');
  const ofSubdomains = domain !== text;
  const sample = ofSubdomains ? `host.${domain}` : domain;
  return entry(
    text.startsWith('*') ? 'wildcard' : 'plain',
    [ofSubdomains ? `.${domain}` : domain],
    sample,
    null,
  );
}

function entry(form: Form, plain: readonly string[], host: string, port: number | null): Omit<Entry, 'text'> {
  return {
    form,
    plain,
    samples: [
      { scheme: 'https', host, port },
      { scheme: 'http', host, port },
    ],
  };
}

/** An address of the network that is not its first one. */
function inside(network: string): string {
  const [base = '', bits = ''] = network.split('/');
  if (base.includes(':')) return Number(bits) === 128 ? base : base.endsWith('::') ? `${base}1` : base;
  if (Number(bits) === 32) return base;
  const last = base.lastIndexOf('.') + 1;
  return `${base.slice(0, last)}${Number(base.slice(last)) | 1}`;
}

/** `10.`, `10.1.*`, `192.168.`: the beginning of an address, as the network that is meant. */
function partOfAddress(text: string): string | null {
  const [, digits = ''] = /^((?:\d{1,3}\.){0,2}\d{1,3})(?:\.\*?|(?:\.\*)+)$/.exec(text) ?? [];
  const bytes = digits === '' ? [] : digits.split('.');
  if (bytes.length === 0 || parseIpv4([...bytes, '0', '0', '0'].slice(0, 4).join('.')) === null) return null;
  return `${[...bytes, '0', '0', '0'].slice(0, 4).join('.')}/${8 * bytes.length}`;
}
