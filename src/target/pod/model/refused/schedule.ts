interface Bounds {
  readonly least: number;
  readonly most: number;
  /** In their order, from `least` on. */
  readonly names: readonly string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const FIELDS: readonly Bounds[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];
const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
/** What time.ParseDuration takes. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/**
 * What the CronJob controller's reader says of a schedule (github.com/robfig/cron, ParseStandard); null where it takes it.
 * Zones within it (`TZ=`) are for `timeZone` and refused.
 */
export function scheduleProblem(schedule: string): string | null {
  if (schedule.startsWith('@')) return wordProblem(schedule);
  const fields = schedule.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length)
    return `expected exactly ${FIELDS.length} fields, found ${fields.length}: ${schedule}`;
  for (const [at, bounds] of FIELDS.entries()) {
    // What lies between two commas may be empty.
    const parts = (fields[at] ?? '').split(',').filter((part) => part !== '');
    const problem = parts.map((part) => rangeProblem(part, bounds)).find((found) => found !== null);
    if (problem !== undefined) return problem ?? null;
  }
  return null;
}

function wordProblem(word: string): string | null {
  const every = '@every ';
  if (!word.startsWith(every)) return WORDS.includes(word) ? null : `unrecognized descriptor: ${word}`;
  return DURATION.test(word.slice(every.length)) ? null : `failed to parse duration ${word}`;
}

/** `*`, `5`, `1-5`, `mon-fri`, each with `/STEP` behind it: from a single number on that goes to the end. */
function rangeProblem(text: string, { least, most, names }: Bounds): string | null {
  const [range = '', step, ...slashes] = text.split('/');
  const [from = '', to, ...hyphens] = range.split('-');
  const isAll = from === '*' || from === '?';
  const first = isAll ? least : numberOf(from, names, least);
  const last = isAll ? most : to === undefined ? first : numberOf(to, names, least);
  const every = step === undefined ? 1 : numberOf(step, [], 0);
  if (first === null || last === null) return `failed to parse int from ${first === null ? from : to}`;
  if (!isAll && hyphens.length > 0) return `too many hyphens: ${text}`;
  if (slashes.length > 0) return `too many slashes: ${text}`;
  if (every === null) return `failed to parse int from ${step}`;
  const end = step !== undefined && to === undefined ? most : last;
  if (first < least) return `beginning of range (${first}) below minimum (${least}): ${text}`;
  if (end > most) return `end of range (${end}) above maximum (${most}): ${text}`;
  if (first > end) return `beginning of range (${first}) beyond end of range (${end}): ${text}`;
  return every === 0 ? `step of range should be a positive number: ${text}` : null;
}

function numberOf(text: string, names: readonly string[], least: number): number | null {
  const name = names.indexOf(text.toLowerCase());
  if (name >= 0) return least + name;
  return /^\+?\d{1,15}$/.test(text) ? Number(text) : null;
}
