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

/** Of the command serve alone. */
const NODE: SwitchOption = {
  kind: 'switch',
  name: 'node',
  help: 'look at every container of this node through /proc, and run nothing in them; as root with CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH',
  thisCallOnly: true,
  layer: {},
};
const PROC = own({
  name: 'proc',
  placeholder: 'DIR',
  help: 'with --node: where the proc file system of the node is mounted; default /proc',
});
const PODS = own({
  name: 'pods',
  placeholder: 'DIR',
  help: 'with --node: where the kubelet keeps the logs of pods, which names them; default /var/log/pods',
});

const STATE = own({
  name: 'runtime-state',
  placeholder: 'DIR',
  help: 'with --node: below which the /run and /var/lib of the node are, where runtimes keep the names of their containers; default /',
});

const POLICIES = own({
  name: 'policies',
  placeholder: 'FILE',
  help: 'with --node: which policy is for which containers, YAML or JSON: the first match counts, and --config is for all others',
});

export const NODE_OPTIONS: readonly Option[] = [NODE, PROC, PODS, STATE, POLICIES];

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
  /** Every container of the node is looked at. */
  readonly node: boolean;
  readonly proc: string;
  readonly pods: string;
  readonly state: string;
  readonly policies: string | null;
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
  const said = <T>(option: ValueOption, read: (text: string) => T): T | null => {
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
  const cert = said(TLS_CERT, path);
  const key = said(TLS_KEY, path);
  if ((cert === null) !== (key === null)) throw new UsageError('--tls-cert and --tls-key go together');
  const node = given.has(NODE) || env[twinOf(NODE)] === '1' || env[twinOf(NODE)] === 'true';
  const alone = [PROC, PODS, STATE, POLICIES].find((option) => given.has(option));
  if (alone !== undefined && !node) throw new UsageError(`--${alone.name} is for serve --node`);
  return {
    node,
    proc: said(PROC, directory) ?? '/proc',
    pods: said(PODS, directory) ?? '/var/log/pods',
    state: said(STATE, directory) ?? '/',
    policies: said(POLICIES, path),
    listen: said(LISTEN, readListen) ?? { kind: 'port', address: '127.0.0.1', port: 9640 },
    intervalMs: said(INTERVAL, (text) => duration(text, INTERVAL_LIMITS)) ?? 10_000,
    graceMs: said(GRACE, (text) => duration(text, GRACE_LIMITS)) ?? 2000,
    tokenFile: said(TOKEN_FILE, path),
    tls: cert === null || key === null ? null : { cert, key },
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
  if (six === undefined && address !== '' && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address ?? ''))
    throw new InvalidValue('names a host; write its address, or none for every address (:9640)');
  return { kind: 'port', address: address === '' ? null : (address ?? null), port };
}

function directory(text: string): string {
  if (!text.startsWith('/')) throw new InvalidValue('does not begin with /');
  let end = text.length;
  while (end > 1 && text[end - 1] === '/') end--;
  return text.slice(0, end);
}

function path(text: string): string {
  return text;
}

function duration(text: string, limits: DurationLimits): number {
  const read = readDuration(text, limits);
  if (read.ok) return read.ms;
  throw new InvalidValue(read.problem);
}
