import { aton, isIPv6 } from './address.ts';
import { linesOf, MOST_DOTS, MOST_SERVERS, type PassedOver, type Settings, whyUnread } from './settings.ts';

/** A line of so many bytes or more is passed over. */
const TOO_LONG = 255;

/**
 * resolv.conf as musl reads it (network/resolvconf.c). It knows no default for the domain, and no variable.
 *
 * @param text Its bytes as latin1; null: it is not there, or cannot be read.
 */
export function readMusl(text: string | null): Settings {
  const nameservers: string[] = [];
  const passedOver: PassedOver[] = [];
  const values = { ndots: 1, attempts: 2, timeout: 5 };
  let search: readonly string[] = [];
  let skip = false;
  for (const [index, line] of linesOf(text ?? '').entries()) {
    // A null byte ends the line for musl, which then looks for its end in the next one.
    const isCut = line.includes('\0');
    const isSkipped = skip || isCut;
    skip = isCut && !skip;
    if (isSkipped) continue;
    const pass = (why: PassedOver['why'], word: string) =>
      passedOver.push({ line: index + 1, why, text: word });
    const [, keyword, rest = ''] = /^(options|nameserver|domain|search)(?:\s(.*))?$/s.exec(`${line}\n`) ?? [];
    if (line.length >= TOO_LONG) pass('too-long', line);
    else if (keyword === 'options') {
      values.ndots = numberAt(line, 'ndots', MOST_DOTS) ?? values.ndots;
      values.attempts = numberAt(line, 'attempts', 10) ?? values.attempts;
      values.timeout = numberAt(line, 'timeout', 60) ?? values.timeout;
    } else if (keyword === 'nameserver') {
      const [address = ''] = words(rest);
      if (!isAddress(address)) pass('address', line);
      else if (nameservers.length === MOST_SERVERS) pass('surplus', address);
      else nameservers.push(aton(address) ?? address);
    } else if (keyword !== undefined) search = words(rest);
    else if (/^[^;#]/.test(line.trimStart())) pass(whyUnread(line, index + 1), line);
  }
  return {
    nameservers: nameservers.length === 0 ? ['127.0.0.1'] : nameservers,
    areNamed: nameservers.length > 0,
    search,
    ndots: values.ndots,
    tcp: false,
    timeoutSeconds: values.timeout,
    attempts: values.attempts,
    passedOver,
  };
}

function words(text: string): readonly string[] {
  return text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
}

/** Of the first such word of the line, wherever it stands; null where no digit follows. */
function numberAt(line: string, name: string, most: number): number | null {
  const at = line.indexOf(`${name}:`);
  const [, digits] = at < 0 ? [] : (/^(\d{1,15})/.exec(line.slice(at + name.length + 1)) ?? []);
  return digits === undefined ? null : Math.min(Number(digits), most);
}

function isAddress(text: string): boolean {
  const [address = '', zone] = text.split('%', 2);
  return aton(text) !== null || (isIPv6(address) && zone !== '');
}
