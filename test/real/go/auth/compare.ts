import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoToolchain } from '../../../support/system/real-tools.ts';
import { removeTree } from '../../../support/system/remove-tree.ts';
import { environment, go, ours } from '../../route/online/compare.ts';
import type { World } from '../../route/online/world.ts';
import type { AuthCase, Command } from './cases.ts';

/** What of a run is compared: all requests with their headers, all calls of commands with what they were told, the end. */
interface Seen {
  readonly sent: readonly string[];
  readonly calls: readonly string[];
  readonly found: boolean;
}

/** One line for the list of disagreements; null where go does what probe-env does. */
export async function compareAuth(
  one: AuthCase,
  world: World,
  toolchain: GoToolchain,
): Promise<string | null> {
  const root = mkdtempSync(join(tmpdir(), 'goauth-'));
  try {
    for (const [name, command] of Object.entries(one.commands ?? {})) place(root, name, command);
    const goauth = one.goauth
      ?.replaceAll('ROOT!', root)
      .replace(/(\w+)!/g, (_, name: string) => join(root, name));
    const { goauth: _, commands: _commands, ...rest } = one;
    const way = { ...rest, ...(goauth === undefined ? {} : { goauth }) };
    const env = { ...environment(way, world, toolchain, root), GIT_TERMINAL_PROMPT: '0' };
    const run = async (ask: () => Promise<boolean>): Promise<Seen> => {
      world.behave(one.manners);
      rmSync(join(root, 'calls'), { force: true });
      const found = await ask();
      return {
        sent: world.sent().filter((line) => !/\.(?:mod|zip)(?: |$)/.test(line)),
        calls: callsIn(root),
        found,
      };
    };
    const said = await run(async () => (await ours(env)).asked?.outcome === 'found');
    let output = '';
    const real = await run(async () => {
      const ended = await go(toolchain.go, env, join(root, 'work'));
      output = ended.output;
      return ended.code === 0;
    });
    if (JSON.stringify(said) === JSON.stringify(real)) return null;
    return `${one.name} (Go ${toolchain.version})\n  ours ${JSON.stringify(said, null, 1)}\n  go   ${JSON.stringify(real, null, 1)}\n  ${output.trim().slice(0, 400)}`;
  } finally {
    removeTree(root);
  }
}

/** A command that writes down its arguments and its stdin, and says what it is to say. */
function place(root: string, name: string, { early = '', late = '', code = 0 }: Command): void {
  writeFileSync(join(root, `${name}.early`), early);
  writeFileSync(join(root, `${name}.late`), late);
  const lines = [
    '#!/bin/sh',
    `{ printf 'call ${name}'; for word; do printf ' [%s]' "$word"; done; printf '\\n'; cat; } >> ${root}/calls`,
    'for last; do :; done',
    `case "$last" in https:*) cat ${root}/${name}.late ;; *) cat ${root}/${name}.early ;; esac`,
    `exit ${code}`,
  ];
  writeFileSync(join(root, name), `${lines.join('\n')}\n`, { mode: 0o755 });
}

/** Calls in their order, without those for files that come behind; net/http gives headers in no order. */
function callsIn(root: string): readonly string[] {
  const file = join(root, 'calls');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const calls = text.split(/^(?=call )/m).filter((call) => call !== '' && !/\.(?:mod|zip)\]/.test(call));
  return calls.map((call) => {
    const [started = '', status = '', ...headers] = call.split('\n');
    const steady = headers.map((line) => line.replace(/^Date: .*/, 'Date'));
    return [started, status, ...steady.filter((line) => line !== '').sort()].join('\n');
  });
}
