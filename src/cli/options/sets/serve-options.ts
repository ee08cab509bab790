import { InvalidValue } from '../../../core/policy/shorthand.ts';
import { type DurationLimits, readDuration } from '../../../core/time/duration.ts';
import type { ListenAt } from '../../../target/resident.ts';
import { own } from '../../outside/target-options.ts';
import { type Option, type SwitchOption, twinOf, type ValueOption } from '../option.ts';
import type { ParsedArgs } from '../parse.ts';
import { UsageError } from '../usage-error.ts';

const LISTEN = own({
  name: 'listen',
  placeholder: 'ADDRESS:PORT',
  help: 'where to answer; default 127.0.0.1:9640, which the kubelet does not reach. :9640 is every address of both families, unix:/PATH a socket of this container',
});
const INTERVAL = own({
  name: 'interval',
  placeholder: 'TIME',
  help: 'how often it is looked whether something has changed, where nobody tells; default 10s',
});
const GRACE = own({
  name: 'grace',
  placeholder: 'TIME',
  help: 'how long an answer may go on after SIGTERM; default 2s',
});
const TOKEN_FILE = own({
  name: 'token-file',
  placeholder: 'FILE',
  help: 'whoever asks for more than livez, readyz and startupz must show the token in FILE (Authorization: Bearer)',
});
const TLS_CERT = own({
  name: 'tls-cert',
  placeholder: 'FILE',
  help: 'speak HTTPS with this certificate and what it was issued by, PEM; read again when it changes',
});
const TLS_KEY = own({ name: 'tls-key', placeholder: 'FILE', help: 'the key of --tls-cert, PEM' });

/** How the agent that stays is asked. */
export const SERVE_OPTIONS: readonly Option[] = [LISTEN, INTERVAL, GRACE, TOKEN_FILE, TLS_CERT, TLS_KEY];

/** `run --serve`. */
export const SERVE: SwitchOption = {
  kind: 'switch',
  name: 'serve',
  help: 'stay beside the command as its parent and answer as the command serve does, until it ends',
  thisCallOnly: true,
  layer: {},
};

export const BESIDE_OPTIONS: readonly Option[] = [SERVE, ...SERVE_OPTIONS];

export interface ServeSettings {
  readonly listen: ListenAt;
  /** Milliseconds. */
  readonly intervalMs: number;
  readonly graceMs: number;
  readonly tokenFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const INTERVAL_LIMITS: DurationLimits = { min: 1000, max: 3_600_000, bare: null };
const GRACE_LIMITS: DurationLimits = { min: 0, max: 600_000, bare: null };

/**
 * Flags before variables before defaults.
 *
 * @throws UsageError
 */
export function serveSettings(
  { given }: Pick<ParsedArgs, 'given'>,
  env: Readonly<Record<string, string>>,
): ServeSettings {
  const said = sayer(given, env);
  const cert = said(TLS_CERT, path);
  const key = said(TLS_KEY, path);
  if ((cert === null) !== (key === null)) throw new UsageError('--tls-cert and --tls-key go together');
  return {
    listen: said(LISTEN, readListen) ?? { kind: 'port', address: '127.0.0.1', port: 9640 },
    intervalMs: said(INTERVAL, (text) => duration(text, INTERVAL_LIMITS)) ?? 10_000,
    graceMs: said(GRACE, (text) => duration(text, GRACE_LIMITS)) ?? 2000,
    tokenFile: said(TOKEN_FILE, path),
    tls: cert === null || key === null ? null : { cert, key },
  };
}

/** Reads what was said to an option, by a flag or by its variable; null where nobody said anything. @throws UsageError */
export type Sayer = <T>(option: ValueOption, read: (text: string) => T) => T | null;

export function sayer(given: ParsedArgs['given'], env: Readonly<Record<string, string>>): Sayer {
  return (option, read) => {
    const flag = given.get(option);
    const text = flag === undefined ? env[twinOf(option)] : String(flag);
    if (text === undefined || (flag === undefined && text === '')) return null;
    const source = flag === undefined ? twinOf(option) : `--${option.name}`;
    if (text === '') throw new UsageError(`${source} is empty`);
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      throw new UsageError(`${source}: ${JSON.stringify(text)} ${error.message}`);
    }
  };
}

/** `ADDRESS:PORT`, `:PORT`, `[IPV6]:PORT` or `unix:/PATH`. */
export function readListen(text: string): ListenAt {
  if (text.startsWith('unix:')) {
    const socket = text.slice('unix:'.length);
    if (!socket.startsWith('/'))
      throw new InvalidValue('needs an absolute path, such as unix:/run/probe-env.sock');
    // sun_path of unix(7) has 108 bytes with its NUL.
    if (Buffer.byteLength(socket) > 107)
      throw new InvalidValue('is longer than the 107 bytes that a socket path may have');
    return { kind: 'unix', path: socket };
  }
  const [, six, plain, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535)
    throw new InvalidValue(
      'is not ADDRESS:PORT, such as 127.0.0.1:9640, [::1]:9640, or :9640 for every address',
    );
  const address = six ?? (plain === 'localhost' ? '127.0.0.1' : plain);
  if (address === undefined || address === '') return { kind: 'port', address: null, port };
  if (six === undefined && !/^\d+(?:\.\d+){3}$/.test(address))
    throw new InvalidValue('names a host; write its address, or none for every address (:9640)');
  // What is none would be asked of a name server.
  if (six === undefined ? !isAddress4(address) : !isAddress6(address))
    throw new InvalidValue('has no valid address; :9640 is every address');
  return { kind: 'port', address, port };
}

/** Four numbers of a byte each. With a zero before it, a number is octal for some and decimal for others. */
function isAddress4(text: string): boolean {
  return text.split('.').every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isAddress6(text: string): boolean {
  try {
    return new URL(`http://[${text}]/`).hostname !== '';
  } catch {
    return false;
  }
}

export function path(text: string): string {
  return text;
}

function duration(text: string, limits: DurationLimits): number {
  const read = readDuration(text, limits);
  if (read.ok) return read.ms;
  throw new InvalidValue(read.problem);
}
