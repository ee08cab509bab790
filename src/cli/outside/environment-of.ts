import { isUtf8 } from 'node:buffer';
import type { Origin } from '../../core/documents/target-description.ts';
import { inUnits } from '../../core/text/bytes.ts';
import { safe } from '../../core/text/safe.ts';
import type { Host } from '../../target/host.ts';
import type { Io } from '../../target/io.ts';
import { failureText } from '../../verdict/failure-text.ts';
import { NotAnAssignment, parseAssignment, parseEnvironmentFile } from '../options/env-values.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { ENV, ENV_FROM } from './target-options.ts';

/** A variable that this call names. */
export interface GivenVariable {
  readonly name: string;
  /** Null: a name alone, whose value Docker takes from whoever calls it, and nobody else knows. */
  readonly value: string | null;
  readonly origin: Origin;
}

/** What --env-from and --env say, in this order: what comes later counts. Null where neither is given. */
export function givenVariables(args: ParsedArgs, host: Host): readonly GivenVariable[] | null {
  const file = args.given.get(ENV_FROM);
  const words = args.repeated.get(ENV) ?? [];
  if (file === undefined && words.length === 0) return null;
  try {
    const fromFile = file === undefined ? [] : variablesOf(String(file), host);
    const fromWords = words
      .map(parseAssignment)
      .map(([name, value]): GivenVariable => ({ name, value, origin: { kind: 'option', option: '--env' } }));
    return [...fromFile, ...fromWords];
  } catch (error) {
    if (!(error instanceof NotAnAssignment)) throw error;
    const where = error.line === null ? '--env' : `--env-from: ${String(file)}:${error.line}`;
    throw new UsageError(`${where}: ${JSON.stringify(error.message)} ${error.why}`);
  }
}

/** The environment that is asked about; null where neither option is given. Tells of names without a value. */
export function environmentOf(
  args: ParsedArgs,
  { host, io }: { readonly host: Host; readonly io: Pick<Io, 'err'> },
): Readonly<Record<string, string>> | null {
  const given = givenVariables(args, host);
  if (given === null) return null;
  tellOfNamesAlone(given, io);
  return valuesOf(given);
}

export function valuesOf(given: readonly GivenVariable[]): Readonly<Record<string, string>> {
  return Object.fromEntries(given.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])));
}

/** Those that nothing else gives a value to. */
export function namesAlone(given: readonly GivenVariable[]): readonly GivenVariable[] {
  const values = valuesOf(given);
  return given.filter(({ name, value }) => value === null && !Object.hasOwn(values, name));
}

/** More of them say no more: the file is another one than was meant. */
const MAX_TOLD = 20;

export function tellOfNamesAlone(given: readonly GivenVariable[], io: Pick<Io, 'err'>): void {
  const alone = namesAlone(given);
  const lines = alone.slice(0, MAX_TOLD).map(({ name, origin }) => {
    const at = `--env-from: ${origin.file}:${origin.line}`;
    return `${at}: ${name} has no value there, and is left out: Docker would take that of whoever calls it`;
  });
  if (alone.length > MAX_TOLD) lines.push(`--env-from: and ${alone.length - MAX_TOLD} more have none`);
  if (lines.length > 0) io.err(lines.map((line) => `probe-env: ${safe(line)}\n`).join(''));
}

function variablesOf(file: string, host: Host): readonly GivenVariable[] {
  return parseEnvironmentFile(readText(file, host)).map(({ name, value, line }) => ({
    name,
    value,
    origin: { kind: 'file', file, line },
  }));
}

/** Far more than a program is started with. */
const MAX_BYTES = 1024 * 1024;

function readText(path: string, host: Host): string {
  const file = host.readFile(absolute(path, host), { maxBytes: MAX_BYTES });
  if (!file.ok && file.error.code === 'TOO_LARGE')
    throw new UsageError(
      `--env-from: ${path} is larger than ${inUnits(MAX_BYTES)}, and so is no file of variables: is it the right one?`,
    );
  if (!file.ok) throw new UsageError(`--env-from: ${path} cannot be read: ${failureText(file.error)}`);
  if (isUtf8(file.value)) return file.value.toString('utf8');
  const lines = file.value.toString('latin1').split('\n');
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1;
  throw new UsageError(`--env-from: ${path}:${line}: not UTF-8, which Docker refuses`);
}

/** A path that was given on the command line. */
export function absolute(path: string, { cwd }: Pick<Host, 'cwd'>): string {
  return path.startsWith('/') ? path : `${cwd ?? ''}/${path}`;
}
