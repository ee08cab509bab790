import type { Finding, Report } from '../../../src/core/documents/report.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { Json, JsonObject } from '../../../src/core/types/json.ts';
import { withoutContainer } from '../../../src/verdict/render.ts';

/*
 * What both sides must say alike. All else is a row of "What cannot be known of an image" in
 * docs/image-and-pod.md: nothing is left out here that is not there.
 */

/** Probes about which an image alone says nothing, or which look at an image alone. */
const OF_ONE_SIDE = ['umask', 'limits', 'container', 'image'];

/** Of facts and evidence: the clock, the mounts of a container, the Node inside of probe-env itself, and what takes getcap. */
const NOT_OF_THE_IMAGE = [
  ...['now', 'clock', 'localTime', 'mount', 'fsType', 'node', 'nodeThere', 'ports', 'capabilitiesUnread'],
];

/** Parts of the evidence of some findings, and `remedies`. */
const APART: readonly {
  readonly where: (rule: string, evidence: JsonObject) => boolean;
  readonly keys: readonly string[];
}[] = [
  // Owner and mode of the root are each runtime's own.
  { where: (_, { at }) => at === '/', keys: ['mode', 'ownerMay'] },
  // Whether it comes with the container, and so what mends it best.
  {
    where: (rule, { volume }) => rule.startsWith('permissions/') && volume !== undefined,
    keys: ['volume', 'remedies'],
  },
  // The device of the machine, where the file of Compose says its own path.
  { where: (rule) => rule === 'ca-certs/hidden-by-mount', keys: ['source'] },
];

/** @param apart places whose remedies each side says in its own words: those of a file of Compose have keys of its own */
export function comparable({ probes }: Report, apart: readonly Remedy['where'][] = []) {
  return Object.fromEntries(
    probes
      .filter(({ name }) => !OF_ONE_SIDE.includes(name))
      .map(({ name, status, reason, findings, facts }) => [
        name,
        {
          status,
          reason,
          findings: findings.map((finding) => ofFinding(finding, apart)),
          facts: known(facts),
        },
      ]),
  );
}

/** Its prose is made of the evidence. */
function ofFinding(
  { rule, severity, evidence, remedies, causedBy }: Finding,
  places: readonly Remedy['where'][],
) {
  const apart = APART.filter(({ where }) => where(rule, evidence)).flatMap(({ keys }) => keys);
  const rest = Object.entries(evidence).filter(([key]) => !apart.includes(key));
  // What can be typed in a container is a line of the Dockerfile where none runs.
  const mended = apart.includes('remedies')
    ? []
    : withoutContainer(remedies).filter(({ where }) => !places.includes(where));
  return { rule, severity, causedBy, remedies: mended, evidence: known(Object.fromEntries(rest)) };
}

function known(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !NOT_OF_THE_IMAGE.includes(key))
      .map(([key, one]) => [key, key === 'sees' ? withoutNode(one) : inside(one)]),
  );
}

function inside(value: Json): Json {
  if (Array.isArray(value)) return value.map(inside);
  return value !== null && typeof value === 'object' ? known(value as JsonObject) : value;
}

/** Who sees which time. */
function withoutNode(sees: Json): Json {
  if (!Array.isArray(sees)) return sees;
  return sees.flatMap((one) => {
    const { runtimes, ...rest } = one as JsonObject & { readonly runtimes: readonly string[] };
    const others = runtimes.filter((runtime) => runtime !== 'Node');
    return others.length === 0 ? [] : [{ ...rest, runtimes: others }];
  });
}
