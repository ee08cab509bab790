import { isIPv4, isIPv6 } from './address.ts';
import {
  domainOf,
  linesOf,
  MOST_DOTS,
  MOST_SERVERS,
  type PassedOver,
  type Settings,
  whyUnread,
} from './settings.ts';

/** What Go makes of the file. */
export interface GoSettings extends Settings {
  /** Something in it that Go does not know: where it can ask the C library, it does. */
  readonly hasUnknown: boolean;
}

const DEFAULT_SERVERS = ['127.0.0.1', '::1'];
const VALUES = /^(ndots|timeout|attempts):(\d*)/;
const FLAGS = ['rotate', 'single-request', 'single-request-reopen', 'use-vc', 'usevc', 'tcp'];
/** Known from 1.21 on. */
const LATER_FLAGS = ['trust-ad', 'edns0', 'no-reload'];

/**
 * resolv.conf as Go reads it (net/dnsconfig_unix.go).
 *
 * @param text Its bytes as latin1; null: it is not there, or cannot be read.
 * @param minor Of the release, such as 27.
 */
export function readGo(text: string | null, hostname: string, minor: number): GoSettings {
  const nameservers: string[] = [];
  const passedOver: PassedOver[] = [];
  const known = minor < 21 ? FLAGS : [...FLAGS, ...LATER_FLAGS];
  let search: readonly string[] = [];
  let hasUnknown = false;
  let tcp = false;
  const values = { ndots: 1, timeout: 5, attempts: 2 };
  for (const [index, line] of linesOf(text ?? '').entries()) {
    const pass = (why: PassedOver['why'], word: string) =>
      passedOver.push({ line: index + 1, why, text: word });
    if (/^[;#]/.test(line)) continue;
    const [keyword, ...words] = line.split(/[ \r\t]+/).filter((word) => word !== '');
    const [first] = words;
    if (keyword === undefined) continue;
    if (keyword === 'nameserver') {
      if (first === undefined || !isAddress(first)) pass('address', line);
      else if (nameservers.length === MOST_SERVERS) pass('surplus', first);
      else nameservers.push(first);
    } else if (keyword === 'domain') {
      if (first !== undefined) search = [rooted(first)];
    } else if (keyword === 'search') {
      const domains = words.map(rooted);
      search = minor < 21 ? domains : domains.filter((domain) => domain !== '.');
    } else if (keyword === 'options') {
      for (const word of words) {
        const [, name, digits = ''] = VALUES.exec(word) ?? [];
        if (name !== undefined) values[name as keyof typeof values] = clamped(name, digits);
        else if (!known.includes(word)) {
          hasUnknown = true;
          pass('option', word);
        }
        tcp ||= ['use-vc', 'usevc', 'tcp'].includes(word);
      }
    } else if (keyword !== 'lookup') {
      hasUnknown = true;
      pass(whyUnread(line, index + 1), keyword);
    }
  }
  return {
    nameservers: nameservers.length === 0 ? DEFAULT_SERVERS : nameservers,
    areNamed: nameservers.length > 0,
    search: search.length === 0 ? domainOf(hostname).map(rooted) : search,
    ndots: values.ndots,
    tcp,
    timeoutSeconds: values.timeout,
    attempts: values.attempts,
    passedOver,
    hasUnknown,
  };
}

/** Without a number Go takes 0. */
function clamped(name: string, digits: string): number {
  const value = Math.min(Number(digits), 0xffffff);
  return name === 'ndots' ? Math.min(value, MOST_DOTS) : Math.max(value, 1);
}

function isAddress(text: string): boolean {
  const [address = '', ...zone] = text.split('%');
  return zone.length === 0 ? isIPv4(text) || isIPv6(text) : zone.join('%') !== '' && isIPv6(address);
}

function rooted(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}
