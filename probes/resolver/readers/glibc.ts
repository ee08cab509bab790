import { aton, isIPv6 } from './address.ts';
import { linesOf, MOST_DOTS, MOST_SERVERS, type PassedOver, type Settings, whyUnread } from './settings.ts';

/** What glibc makes of the file and of LOCALDOMAIN and RES_OPTIONS. */
export interface GlibcSettings extends Settings {
  /** A name without a dot is not asked as it is (`no-tld-query`). */
  readonly noTopLevel: boolean;
}

/** A variable of the process; undefined: it has none. */
export interface ResolverEnv {
  readonly LOCALDOMAIN?: string | undefined;
  readonly RES_OPTIONS?: string | undefined;
}

const FLAGS =
  /^(?:inet6|ip6-bytestring|ip6-dotint|no-ip6-dotint|rotate|edns0|single-request|no_tld_query|no-tld-query|no-reload|use-vc|trust-ad|no-aaaa|debug|strict-error)/;
/** RES_MAXRETRANS and RES_MAXRETRY. */
const MOST = { timeout: 30, attempts: 5 } as const;
/** Characters of an option in which its number is looked for. */
const MOST_OF_NUMBER = 64;

interface Options {
  ndots: number;
  timeout: number;
  attempts: number;
  tcp: boolean;
  noTopLevel: boolean;
}

/**
 * resolv.conf as glibc reads it (resolv/res_init.c).
 *
 * @param text Its bytes as latin1; null: it is not there, or cannot be read.
 */
export function readGlibc(text: string | null, hostname: string, env: ResolverEnv): GlibcSettings {
  const nameservers: string[] = [];
  const passedOver: PassedOver[] = [];
  const options: Options = { ndots: 1, timeout: 5, attempts: 2, tcp: false, noTopLevel: false };
  const { LOCALDOMAIN, RES_OPTIONS } = env;
  let search: readonly string[] = LOCALDOMAIN === undefined ? [] : words(LOCALDOMAIN.split('\n', 1)[0] ?? '');
  for (const [index, whole] of linesOf(text ?? '').entries()) {
    const pass = (why: PassedOver['why'], word: string) =>
      passedOver.push({ line: index + 1, why, text: word });
    const [line = ''] = whole.split('\0', 1);
    if (/^[;#]/.test(line) || line === '') continue;
    const [, keyword, rest = ''] = /^(domain|search|nameserver|sortlist|options)[ \t](.*)$/s.exec(line) ?? [];
    const value = rest.replace(/^[ \t]+/, '');
    if (keyword === 'nameserver') {
      const address = addressOf(value);
      if (address === null) pass('address', line);
      else if (nameservers.length === MOST_SERVERS) pass('surplus', address);
      else nameservers.push(address);
    } else if (keyword === 'domain' || keyword === 'search') {
      if (LOCALDOMAIN !== undefined || value === '') continue;
      search = keyword === 'domain' ? words(value).slice(0, 1) : words(value);
    } else if (keyword === 'options') {
      for (const word of takeOptions(rest, options)) pass('option', word);
    } else if (keyword === undefined && /[^\s]/.test(line)) pass(whyUnread(line, index + 1), line);
  }
  // Whatever follows the first dot of the host name, and be it nothing.
  if (search.length === 0 && hostname.includes('.')) search = [hostname.slice(hostname.indexOf('.') + 1)];
  takeOptions(RES_OPTIONS ?? '', options);
  return {
    nameservers: nameservers.length === 0 ? ['127.0.0.1'] : nameservers,
    areNamed: nameservers.length > 0,
    search,
    ndots: options.ndots,
    tcp: options.tcp,
    timeoutSeconds: options.timeout,
    attempts: options.attempts,
    passedOver,
    noTopLevel: options.noTopLevel,
  };
}

/** The first word counts even where it is empty; blanks at the end are none. */
function words(text: string): readonly string[] {
  return text.split(/[ \t]+/).filter((word, index) => index === 0 || word !== '');
}

/** Takes each option, and says which words are none. A number may stand behind blanks; a negative one of dots is kept in four bits. */
function takeOptions(text: string, options: Options): readonly string[] {
  return [...text.matchAll(/[^ \t]+/g)].flatMap(({ 0: word, index }) => {
    const [, name] = /^(ndots|timeout|attempts):/.exec(word) ?? [];
    const [, digits = '0'] =
      /^[a-z]*:\s*([+-]?\d{1,9})/.exec(text.slice(index, index + MOST_OF_NUMBER)) ?? [];
    const number = Number(digits);
    if (name === 'ndots') options.ndots = number < 0 ? number & MOST_DOTS : Math.min(number, MOST_DOTS);
    else if (name === 'timeout' || name === 'attempts') options[name] = Math.min(number, MOST[name]);
    else if (/^no[_-]tld[_-]query/.test(word)) options.noTopLevel = true;
    else if (word.startsWith('use-vc')) options.tcp = true;
    else if (word.trim() !== '' && !FLAGS.test(word)) return [word];
    return [];
  });
}

/** A word ends at a blank or tab: a carriage return is a part of it, and no address has one. */
function addressOf(value: string): string | null {
  const [word = ''] = value.split(/[ \t]/, 1);
  const four = aton(word);
  if (four !== null) return four;
  const [six = ''] = word.split('%', 1);
  return isIPv6(six) ? word : null;
}

/** Entries and bytes of the list that older programs of C see, and what of it is compared with the whole. */
const OLD_ENTRIES = 6;
const OLD_BYTES = 256;
const COMPARED_BYTES = 56;

/**
 * Whether every program of C ends when it looks up a name: "Assertion `resolv_conf_matches (resp, conf)' failed"
 * (resolv/resolv_conf.c), where a domain of the first six does not fit into 256 bytes behind those before, and these are short.
 */
export function abortsOn(search: readonly string[]): boolean {
  let bytes = 0;
  for (const domain of search.slice(0, OLD_ENTRIES)) {
    if (bytes + domain.length + 1 > OLD_BYTES) return bytes <= COMPARED_BYTES;
    bytes += domain.length + 1;
  }
  return false;
}
