import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import type { ProxyFacts } from '../facts.ts';
import { go } from '../readers/go.ts';
import { shortly } from '../readers/runtimes.ts';

const LONGEST = 60;
/** Characters of the line that fit beside the name of the probe. */
const LONGEST_LINE = 84;

/** What a Go service does with addresses that no list names. */
export function summary({ env, runtimes }: ProxyFacts): string {
  const [http, https] = (['http', 'https'] as const).map((scheme) => {
    const variable = go.variable(env, scheme);
    return variable === null ? 'none' : shown(env[variable] ?? '');
  });
  const others = runtimes.filter(({ name }) => name !== 'go').map(({ name }) => name);
  const beside = others.length === 0 ? '' : ` (also here: ${shortly(others)})`;
  const said =
    http === https
      ? http === 'none'
        ? 'Go asks none'
        : `${http} for http and https`
      : `http: ${http}, https: ${https}`;
  return said.length + beside.length <= LONGEST_LINE ? said + beside : said;
}

function shown(value: string): string {
  const text = shownAddress(value.trim());
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
