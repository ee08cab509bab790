import type { Host } from '../../target/host.ts';
import { NotAnAssignment, parseAssignment, parseEnvironmentFile } from '../options/env-values.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { ENV, ENV_FROM } from './target-options.ts';

/** The environment that is asked about; null where neither option is given. */
export function environmentOf(args: ParsedArgs, host: Host): Readonly<Record<string, string>> | null {
  const file = args.given.get(ENV_FROM);
  const words = args.repeated.get(ENV) ?? [];
  if (file === undefined && words.length === 0) return null;
  try {
    const fromFile = file === undefined ? {} : parseEnvironmentFile(readText(String(file), host));
    return { ...fromFile, ...Object.fromEntries(words.map(parseAssignment)) };
  } catch (error) {
    if (!(error instanceof NotAnAssignment)) throw error;
    const where = error.line === null ? '--env' : `--env-from: ${String(file)}:${error.line}`;
    throw new UsageError(`${where}: ${JSON.stringify(error.message)} is not KEY=VALUE`);
  }
}

function readText(path: string, host: Host): string {
  const file = host.readFile(absolute(path, host), { maxBytes: 1024 * 1024 });
  if (!file.ok) throw new UsageError(`--env-from: ${path} cannot be read: ${file.error.code}`);
  return file.value.toString('utf8');
}

/** A path that was given on the command line. */
export function absolute(path: string, { cwd }: Pick<Host, 'cwd'>): string {
  return path.startsWith('/') ? path : `${cwd ?? ''}/${path}`;
}
