import { escapeVariable, quoteEnv, quoteYaml } from './quote.ts';
import type { Need, Remedy, Syntax, Where } from './remedy.ts';

/** What a form may say beside its lines. */
export interface Beside {
  readonly needs?: readonly Need[];
  readonly why?: string;
}

function form(
  where: Where,
  syntax: Syntax,
  lines: readonly string[],
  { needs = [], why = '' }: Beside,
): Remedy {
  return { where, syntax, lines, needs, why };
}

/**
 * Commands for root: in the running container, which lasts until it is replaced, and as RUN lines in its
 * image. The first is offered to root alone.
 */
export function command(lines: string | readonly string[], beside: Beside = {}): readonly Remedy[] {
  const needs: readonly Need[] = ['root', ...(beside.needs ?? [])];
  const all = [lines].flat();
  return [
    form('container', 'shell', all, { ...beside, needs }),
    form(
      'image',
      'dockerfile',
      all.map((line) => `RUN ${line}`),
      { ...beside, needs },
    ),
  ];
}

/** Commands that the user of the container may give itself. */
export function shell(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('container', 'shell', [lines].flat(), beside);
}

/** Lines of the Dockerfile. Those with RUN belong before USER. */
export function dockerfile(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('image', 'dockerfile', [lines].flat(), beside);
}

/** YAML for the manifest: below `spec` for the pod, without it for the container. */
export function pod(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('pod', 'yaml', [lines].flat(), beside);
}

/** Commands for whoever may change the workload. */
export function kubectl(line: string, beside: Beside = {}): Remedy {
  return form('pod', 'shell', [line], beside);
}

/** Options of `docker run`. */
export function dockerRun(options: string, beside: Beside = {}): Remedy {
  return form('pod', 'options', [options], beside);
}

/** Commands on the node, or where a volume comes from. */
export function host(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('host', 'shell', [lines].flat(), beside);
}

/** Lines of the policy file. */
export function policy(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('policy', 'yaml', [lines].flat(), beside);
}

/** Commands where the image is built. */
export function ci(lines: string | readonly string[], beside: Beside = {}): Remedy {
  return form('ci', 'shell', [lines].flat(), beside);
}

/** What no line can do: somebody has to decide, or to look. */
export function byHand(where: Where, why: string): Remedy {
  return form(where, 'shell', [], { why });
}

/** Variables that should not be there. No line of a Dockerfile takes one away that an earlier one set. */
export function takeOut(...names: readonly string[]): Remedy {
  const all = names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return byHand('pod', `take ${all} out of the ENV lines of the Dockerfile, or out of the env of the pod`);
}

/** Variables: in the image, and in the pod, whose value wins over that of the image. */
export function setEnv(values: Readonly<Record<string, string>>, why = ''): readonly Remedy[] {
  const entries = Object.entries(values);
  if (!entries.every(([name]) => /^[A-Za-z_]\w*$/.test(name))) return [];
  const assignments = entries.map(([name, value]) => `${name}=${quoteEnv(value)}`);
  const items = entries.map(
    ([name, value]) => `{ name: ${name}, value: ${quoteYaml(escapeVariable(value))} }`,
  );
  return [dockerfile(`ENV ${assignments.join(' ')}`, { why }), pod(`env: [${items.join(', ')}]`, { why })];
}
