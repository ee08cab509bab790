import { type Alone, type AnyProbe, isApart } from '../core/probe.ts';
import type { Ignorance, Subject } from '../core/reason.ts';
import type { RawFinding } from '../core/rule.ts';
import { notKnown } from '../core/text/not-known.ts';
import { aloneProbe } from './alone.ts';
import { type Unseen, witness } from './witness.ts';

/** What nobody can know of what is looked at. */
export interface Lacking {
  readonly of: Subject;
  /** Why nothing of a process can be known. */
  readonly process?: Ignorance;
  /** Why nobody can know at which ports it is to be reached, or is. */
  readonly sockets?: Ignorance;
  /** Why its environment cannot be known, by which most else is decided. */
  readonly environment?: Ignorance;
  /** Why nobody can know what go would say. */
  readonly go?: Ignorance;
  /** Why nobody can know its files, but for those that are mounted. */
  readonly files?: Ignorance;
  /** What is found all the same, by the names of probes. */
  readonly alone?: Readonly<Record<string, Alone>>;
  /** Why nobody knows who runs there. */
  readonly identity?: Ignorance;
}

/**
 * The probes for a container that is looked at from outside. What cannot be known is neither a pass nor a defect:
 * a probe that needs it is left out, a rule that rests on it is silent; and with `strict` it is no conclusion.
 */
export function foreignProbes(
  probes: readonly AnyProbe[],
  strict: boolean,
  lacks: Lacking,
): readonly AnyProbe[] {
  return probes.map((probe) => {
    const why = whyNot(probe, lacks);
    if (why !== undefined) {
      const incomplete = { code: 'not-from-outside', data: { of: lacks.of, why } } as const;
      const alone = lacks.alone?.[probe.name];
      if (why === lacks.files && alone !== undefined) return aloneProbe(probe, alone, strict, incomplete);
      return strict
        ? { ...probe, observe: async () => ({ facts: undefined, incomplete }) }
        : { ...probe, leftOut: incomplete };
    }
    return watched(probe, strict);
  });
}

function whyNot(
  { needs }: AnyProbe,
  { process, sockets, environment, go, files, identity }: Lacking,
): Ignorance | undefined {
  if (needs === 'process') return process;
  if (needs === 'sockets') return sockets;
  if (isApart(needs)) return undefined;
  if (files !== undefined) return files;
  if (needs === 'identity' && identity !== undefined) return identity;
  return environment ?? (needs === 'go' ? go : undefined);
}

function watched(probe: AnyProbe, strict: boolean): AnyProbe {
  let unknown: readonly Unseen[] = [];
  let rests = false;
  return {
    ...probe,
    observe: async (host, context) => {
      const seen = witness(host);
      const observed = await probe.observe(seen.host, context);
      unknown = seen.unknown().filter(({ what }) => !ASIDE.test(what));
      rests = unknown.some(({ what }) => host.unknownEnv?.why.has(what) === true);
      const [first] = unknown;
      if (!strict || first === undefined || observed.incomplete !== undefined) return observed;
      return {
        ...observed,
        incomplete: { code: 'path-not-known', data: { path: first.what, why: first.why } },
      };
    },
    // What a variable decides that nobody can know, decides about all that the probe finds.
    judge: (...args) => (rests ? [] : probe.judge(...args).filter(isKnown)),
    // A pass of which something is missing says so.
    summary: (facts) => probe.summary(facts) + notKnown(unknown.map(({ what }) => what)),
  };
}

/** Looked at to explain something: no rule rests on it alone. */
const ASIDE = /^\/proc\/(?:(?:self|1)\/(?:mountinfo|status|uid_map)$|sys\/(?:net|fs\/binfmt_misc)\/)/;

function isKnown({ args }: RawFinding): boolean {
  return !JSON.stringify(args).includes('"NOT_KNOWN"');
}
