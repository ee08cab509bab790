/** Prometheus' text format 0.0.4, or OpenMetrics 1.0. */
export type Exposition = 'prometheus' | 'openmetrics';

export type Labels = Readonly<Record<string, string>>;

/** One metric with its samples. */
export interface Family {
  /** Without the endings `_total` and `_info`, which a format puts where it wants them. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter' | 'histogram' | 'info';
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Of a histogram. */
  readonly part?: '_bucket' | '_sum' | '_count';
}

/** The whole document with its final newline. A family without a sample is its head alone. */
export function exposition(families: readonly Family[], format: Exposition): string {
  const lines = families.flatMap((family) => familyLines(family, format));
  return [...lines, ...(format === 'openmetrics' ? ['# EOF'] : []), ''].join('\n');
}

const ENDING = { gauge: '', histogram: '', counter: '_total', info: '_info' } as const;

function familyLines({ name, help, type, samples }: Family, format: Exposition): readonly string[] {
  const full = `${name}${ENDING[type]}`;
  const open = format === 'openmetrics';
  const head = open ? name : full;
  return [
    `# HELP ${head} ${open ? labelValue(help) : help}`,
    `# TYPE ${head} ${!open && type === 'info' ? 'gauge' : type}`,
    ...samples.map(({ labels, value, part = '' }) => `${full}${part}${labelText(labels)} ${value}`),
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${labelValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function labelValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

/** An upper bound as both formats take it for a float. */
export function boundLabel(bound: number, format: Exposition): string {
  if (bound === Number.POSITIVE_INFINITY) return '+Inf';
  return format === 'openmetrics' && Number.isInteger(bound) ? `${bound}.0` : String(bound);
}
