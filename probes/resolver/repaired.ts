import { aton, isIPv4, isIPv6 } from './readers/address.ts';
import { BYTE_ORDER_MARK, MOST_SERVERS } from './readers/settings.ts';

/** What the lines are meant to say, in a form that every resolver reads. */
export interface Meant {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  /** Such as `ndots:5`. */
  readonly options: readonly string[];
}

/** A line of musl has so many bytes at most. */
const MOST_BYTES = 254;
const DOMAIN = /^[\w.-]+$/;

export function meantBy(text: string): Meant {
  const nameservers: string[] = [];
  let search: readonly string[] = [];
  const options: string[] = [];
  for (const line of text.replace(BYTE_ORDER_MARK, '').split(/[\r\n]+/)) {
    const [keyword = '', ...words] =
      line
        .trim()
        .split(/[;#]/, 1)[0]
        ?.split(/[\s=,]+/) ?? [];
    const values = words.filter((word) => word !== '');
    const [first = ''] = values;
    const key = keyword.toLowerCase().replace(/:$/, '');
    if (key === 'nameserver') nameservers.push(...values.map(address).filter((one) => one !== ''));
    else if (key === 'domain') search = DOMAIN.test(first) ? [first] : search;
    else if (key === 'search') search = values.filter((value) => DOMAIN.test(value) && value !== '.');
    else if (key === 'options') options.push(...values.filter((value) => /^[\w:-]+$/.test(value)));
  }
  return { nameservers: [...new Set(nameservers)].slice(0, MOST_SERVERS), search: fitting(search), options };
}

function fitting(search: readonly string[]): readonly string[] {
  let bytes = 'search'.length;
  return search.filter((domain) => {
    bytes += domain.length + 1;
    return bytes <= MOST_BYTES;
  });
}

/** `10.0.0.1:53` and `[::1]` are addresses for people; empty where it is none. */
function address(word: string): string {
  const bare = word.replace(/^\[(.*)\]$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const [six = ''] = bare.split('%', 1);
  return isIPv4(bare) || isIPv6(six) ? bare : (aton(bare) ?? '');
}

/** The lines of such a file. */
export function linesOfMeant({ nameservers, search, options }: Meant): readonly string[] {
  return [
    ...nameservers.map((server) => `nameserver ${server}`),
    ...(search.length === 0 ? [] : [`search ${search.join(' ')}`]),
    ...(options.length === 0 ? [] : [`options ${options.join(' ')}`]),
  ];
}
