import type { Host } from '../../../src/target/host.ts';
import type { Baseline } from '../facts.ts';
import type { ImagePolicy } from '../policy.ts';
import { unquoted } from './unquoted.ts';

const MAX_SHOWN = 80;

/** What the file of the baseline says: the version alone, or as the value of one of its lines (`VERSION="1.4.2"`). */
export function readBaseline(host: Host, asked: ImagePolicy['baseline']): Baseline | null {
  if (asked === null) return null;
  const file = host.readFile(asked.file, { maxBytes: 64 * 1024 });
  if (!file.ok) {
    const { code } = file.error;
    return code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', code };
  }
  const lines = file.value.toString('utf8').split('\n');
  const fits = lines.some((line) => valueIn(line) === asked.version || line.trim() === asked.version);
  const says = (lines.find((line) => line.trim() !== '') ?? '').trim().slice(0, MAX_SHOWN);
  return { kind: 'there', says, fits };
}

function valueIn(line: string): string {
  const value = /^[\w.-]+\s*[=:](.*)$/.exec(line.trim())?.[1] ?? '';
  return unquoted(value.trim());
}
