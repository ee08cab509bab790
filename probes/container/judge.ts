import type { At, ContainerFacts, ContainerTrouble } from '../../src/target/container/facts.ts';
import { ociArchitecture } from '../../src/target/program/oci-architecture.ts';
import type { ContainerFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge({ troubles, healthcheck }: ContainerFacts): readonly ContainerFinding[] {
  return [
    ...troubles.map(ofTrouble),
    ...(healthcheck === null
      ? []
      : [
          {
            rule: 'container/healthcheck-program',
            args: { of: healthcheck.program, message: healthcheck.message, ...place(healthcheck.at) },
          } satisfies ContainerFinding,
        ]),
  ];
}

const RULES = {
  user: 'container/user-missing',
  group: 'container/group-missing',
  program: 'container/program-not-started',
  mount: 'container/mount-impossible',
  refused: 'container/refused',
} as const;

function ofTrouble(trouble: ContainerTrouble): ContainerFinding {
  const { kind, message, of, at, foreign } = trouble;
  if (kind !== 'architecture') return { rule: RULES[kind], args: { of, message, ...place(at) } };
  const [machine, platform] = [foreign?.machine, foreign?.platform].map((one) => ociArchitecture(one ?? ''));
  return {
    rule: 'container/architecture-differs',
    args: { of, machine: `${machine}`, platform: `${platform}`, ...place(at) },
  };
}

/** What the image itself says has no line. */
function place(at: At | null): { readonly file?: string; readonly line?: number } {
  return at === null ? {} : { file: at.file, line: at.line };
}
