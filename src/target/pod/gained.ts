import type { Host } from '../host.ts';
import { afterExec, starterBy } from '../posix/capabilities/exec-capabilities.ts';
import { namesOf } from '../posix/capabilities/file-capabilities.ts';
import { onPath } from '../program/first-process.ts';
import { behind } from '../program/start/before/words.ts';

/** An init, a shell, an env: what stands in front of a program. */
const MAX_STEPS = 4;

/** Names of the capabilities that the program of a container has in effect because its file has them. */
export function gainedByFile(host: Host): readonly string[] {
  const { rights, ids } = host;
  const line = host.readFile(`${host.proc}/cmdline`);
  if (rights === undefined || !line.ok) return [];
  let words: readonly string[] = line.value.toString('utf8').replace(/\0$/, '').split('\0');
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = behind(words);
    if (next === null) break;
    words = next.words;
  }
  const [program = ''] = words;
  const path = program.includes('/') ? program : onPath(host, program, 'go');
  const file = path === null ? null : (host.fileCapabilities?.(path) ?? null);
  if (file === null) return [];
  const after = afterExec(starterBy(rights, ids.euid), file);
  return after.kind === 'executed' ? namesOf(after.effective) : [];
}
