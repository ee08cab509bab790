import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { probes } from '../../probes/index.ts';
import { asCompose } from '../../src/cli/outside/compose/compose-remedies.ts';
import type { Platform } from '../../src/core/platform.ts';
import { setEnv } from '../../src/core/remedy/forms.ts';
import { doesHarm } from '../../src/core/remedy/harm.ts';
import { copyLine, quote, quoteEnv } from '../../src/core/remedy/quote.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import type { AnyRule } from '../../src/core/rule.ts';
import { parseInstruction } from './apply/dockerfile.ts';

/*
 * A remedy is pasted: a path or a value in it may have any letter, and has to be read as that one word by a shell, by
 * Docker, and by what reads YAML. Every remedy of every rule is made with such names in place of those of its example.
 */

const NAMES = [
  'a b',
  "it's",
  '$HOME x',
  '$(id)',
  '`id`',
  'q"r',
  'back\\slash',
  '-x',
  '#x',
  'ü ö',
  '*',
  '[x] y',
  'a;b&c|d',
  '~',
  '!x',
  '{ a: b }',
];
const ENV = { HOME: '/of-home', A: 'of-a' };

/** The words that a real shell makes of the text. */
function shellWords(text: string): readonly string[] {
  const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${text}`], { env: ENV, encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

describe('a name in a remedy is one word', () => {
  it('of the shell', () => {
    expect(shellWords(NAMES.map(quote).join(' '))).toEqual(NAMES);
  });

  it.each(NAMES)('of COPY: %s', (name) => {
    const target = `/srv/${name}`;
    const read = parseInstruction(copyLine(name.replace(/^-/, './-'), target, '--chmod=0644'), ENV);
    const source = name.replace(/^-/, './-').replace(/[*?[]/g, '[$&]');
    expect(read).toMatchObject({ kind: 'copy', chmod: '0644', sources: [source], target });
  });

  it.each(NAMES)('of ENV: %s', (name) => {
    expect(parseInstruction(`ENV X=${quoteEnv(name)} Y=z`, ENV)).toMatchObject({
      values: { X: name, Y: 'z' },
    });
  });

  it.each([...NAMES, '$$', '$$(A)', 'a$', '$(A)$$$(B)'])('of a pod and of Compose: %s', (name) => {
    const [, inPod] = setEnv({ X: name });
    const [{ value }] = parse(inPod?.lines.join('\n') ?? '').env;
    expect(expandedByKubelet(value)).toBe(name);
    const service = inPod === undefined ? null : asCompose('web')(inPod);
    const { environment } = parse(service?.lines.join('\n') ?? '').services.web;
    expect(environment.X.replaceAll('$$', '\0').includes('$')).toBe(false);
    expect(environment.X.replaceAll('$$', '$')).toBe(name);
  });
});

/** third_party/forked/golang/expansion of Kubernetes: `$$` is a `$`, `$(NAME)` is replaced. */
function expandedByKubelet(text: string): string {
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (found) => (found === '$$' ? '$' : 'EXPANDED'));
}

describe('harm that a remedy would do is seen', () => {
  it('in the form of COPY that has blanks, too', () => {
    const line = (mode: string) => copyLine('my token', '/etc/my app/api-token', `--chmod=${mode}`);
    const remedy = (mode: string): Remedy => {
      return { where: 'image', syntax: 'dockerfile', lines: [line(mode)], needs: [], why: '' };
    };
    expect([doesHarm(remedy('0644')), doesHarm(remedy('0640'))]).toEqual([true, false]);
  });
});

const PLATFORMS: readonly Platform[] = (['debian', 'alpine', 'scratch'] as const).map((family) => {
  return { family, root: true, has: () => true, writes: () => true } as unknown as Platform;
});

/** The example of a rule with another name at the end of every path. */
function renamed(value: unknown, name: string): unknown {
  if (typeof value === 'string') return /^\/[\w./-]+$/.test(value) ? `${value} ${name}` : value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, name)]));
}

describe('every remedy of every rule can be read with odd names in it', () => {
  it.each(probes.map((probe) => [probe.name, probe] as const))(
    'of %s',
    async (_, probe) => {
      for (const [id, rule] of Object.entries((await probe.rules()) as Record<string, AnyRule>))
        for (const name of [`it's $HOME "q" ü {x: [y`])
          for (const platform of PLATFORMS)
            for (const remedy of rule.remedies?.(renamed(rule.example, name) as never, platform) ?? [])
              expect([id, remedy.lines, unread(remedy)]).toEqual([id, remedy.lines, null]);
    },
    60_000,
  );
});

/** Why nobody could read it; null where it can be read. */
function unread({ syntax, lines, where }: Remedy): string | null {
  try {
    if (syntax === 'yaml') parse(lines.join('\n'));
    if (syntax === 'shell') isRead(lines.join('\n'));
    if (syntax === 'options') shellWords(lines.join(' '));
    for (const line of syntax === 'dockerfile' ? lines : []) {
      if (line.startsWith('RUN ')) isRead(line.slice(4));
      else parseInstruction(line, ENV);
    }
    return null;
  } catch (error) {
    return `${where}: ${(error as Error).message}`;
  }
}

const read = new Set<string>();

/** By a real shell, which runs nothing of it. */
function isRead(script: string): void {
  if (read.has(script)) return;
  execFileSync('/bin/sh', ['-n', '-c', script], { stdio: 'pipe' });
  read.add(script);
}
