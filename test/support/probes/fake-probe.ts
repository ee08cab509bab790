import { probes } from '../../../probes/index.ts';
import type { AnyProbe, Observed, ProbeContext } from '../../../src/core/probe.ts';
import { defineProbe } from '../../../src/core/probe.ts';
import { type RawFinding, type RuleSet, rule } from '../../../src/core/rule.ts';

export interface FakeOptions {
  readonly findings?: readonly RawFinding[];
  readonly observe?: (context: ProbeContext<string>) => Promise<Observed<string>>;
  readonly judge?: () => readonly RawFinding[];
  readonly report?: () => Promise<Record<string, never>>;
  readonly profiles?: AnyProbe['profiles'];
  readonly onPolicy?: (policy: ProbeContext<string>['policy']) => void;
}

const say = (name: string) => ({
  title: `The ${name}`,
  cause: 'For a test.',
  message: ({ path = 'x' }: { path?: string }) => `Saw ${path}.`,
  remedy: 'mend it',
  example: {},
});

/** The rules of every fake probe: one a severity, and one that a restart mends. */
export const FAKE_RULES = {
  broken: rule<{ path?: string }>({
    ...say('broken'),
    severity: 'error',
    restart: { mends: false, why: 'No.' },
  }),
  stale: rule<{ path?: string }>({
    ...say('stale'),
    severity: 'error',
    restart: { mends: true, why: 'Yes.' },
  }),
  odd: rule<{ path?: string }>({ ...say('odd'), severity: 'warning', restart: { mends: false, why: 'No.' } }),
  note: rule<{ path?: string }>({ ...say('note'), severity: 'info', restart: { mends: false, why: 'No.' } }),
} as const satisfies RuleSet;

/** A probe that finds what it is told. */
export function fakeProbe(name: string, options: FakeOptions = {}): AnyProbe {
  return defineProbe<string, RawFinding>({
    name,
    title: `The ${name} probe`,
    profiles: options.profiles ?? ['build', 'runtime'],
    observe: async (_, context) => {
      options.onPolicy?.(context.policy);
      return options.observe === undefined ? { facts: `${name} facts` } : options.observe(context);
    },
    judge: options.judge ?? (() => options.findings ?? []),
    summary: (facts) => facts,
    report: options.report ?? (async () => ({})),
    rules: async () => FAKE_RULES,
  });
}

/** Probes that find nothing and bring the sections of the real ones. */
export const SILENT: readonly AnyProbe[] = probes.map(({ name, policy }) => ({
  ...fakeProbe(`silent-${name}`),
  ...(policy === undefined ? {} : { policy }),
}));

/** Two probes that nobody knows, and the silent ones. */
export const FAKES: readonly AnyProbe[] = [fakeProbe('alpha'), fakeProbe('beta'), ...SILENT];

/** A finding of a fake probe. */
export function found(rule: string, args: Record<string, string> = {}): RawFinding {
  return { rule, args };
}
