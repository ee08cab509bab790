import type { Host } from '../../target/host.ts';
import { findOnPath } from '../../target/program/find-program.ts';
import { goAtLeast } from '../release.ts';
import { machinesOf, type NetrcLine, netrcLines, netrcPath } from '../settings/netrc.ts';
import { type Credentials, type HeadersFor, parseAuthAnswer, splitCommand } from './auth-command.ts';

/** Credentials as the go command finds them (cmd/go/internal/auth). */
export interface Wallet {
  /** For a URL, as go has them before its first request; null where it has none. */
  credentialsFor(url: string): Promise<Credentials | null>;
  /** Once more after a 4xx, when go asks the commands of GOAUTH for this URL (from Go 1.24); null: nothing new. */
  afterRefusal(url: string): Promise<Credentials | null>;
}

export interface WalletInput {
  /** Value of GOAUTH; empty: netrc. */
  readonly goauth: string;
  /** Version of go; null means the newest. */
  readonly go: string | null;
  /** Milliseconds that a command of GOAUTH may take. */
  timeoutMs(): number;
}

export function makeWallet(host: Host, input: WalletInput): Wallet {
  const byPrefix = goAtLeast(input.go, '1.24');
  const methods = methodsOf(byPrefix ? input.goauth || 'netrc' : 'netrc');
  let lines: readonly NetrcLine[] | null = null;
  const netrc = () => {
    lines ??= methods.includes('netrc') ? readNetrc(host) : [];
    return lines;
  };
  const commands = methods.filter(
    (method) => !['netrc', 'off', ''].includes(method) && !/^git\b/.test(method),
  );
  let early: Promise<readonly HeadersFor[]> | null = null;
  const fromNetrc = () =>
    netrc().map(
      ({ machine, login, password }): HeadersFor => ({
        prefix: machine,
        headers: basic(login, password),
        source: '.netrc',
      }),
    );
  // The first method that knows a prefix wins: go runs them from the last one on, each over those before.
  const ask = async (url: string | null): Promise<readonly HeadersFor[]> => {
    const found: HeadersFor[] = [];
    for (const method of methods) {
      if (method === 'netrc') found.push(...fromNetrc());
      else if (commands.includes(method))
        found.push(...(await askCommand(host, method, url, input.timeoutMs)));
    }
    return found;
  };
  return {
    credentialsFor: async (url) => {
      if (!url.startsWith('https:')) return null;
      early ??= ask(null);
      return withUser(url, nearest(url, await early, byPrefix));
    },
    afterRefusal: async (url) => {
      if (!url.startsWith('https:') || commands.length === 0) return null;
      const found = nearest(url, await ask(url), byPrefix);
      return found && withUser(url, found);
    },
  };
}

function methodsOf(goauth: string): readonly string[] {
  const methods = goauth.split(';').map((method) => method.trim());
  return methods.includes('off') ? [] : methods;
}

function readNetrc(host: Host): readonly NetrcLine[] {
  const path = netrcPath(host.env);
  const file = path === null ? null : host.readFile(path);
  return file?.ok ? netrcLines(file.value.toString('utf8')) : [];
}

/** Of several that fit the one that says most, and of those the first. */
function nearest(url: string, from: readonly HeadersFor[], byPrefix: boolean): Credentials | null {
  const isMeant = machinesOf(url, byPrefix);
  const fitting = from.filter(({ prefix }) => isMeant(prefix));
  return fitting.reduce<HeadersFor | null>(
    (best, one) => (best === null || one.prefix.length > best.prefix.length ? one : best),
    null,
  );
}

/** Headers of GOAUTH need not hold an authorization. */
function withUser(url: string, found: Credentials | null): Credentials | null {
  const user = ofUrl(url);
  if (found === null || user === null || found.headers.authorization) return found ?? user;
  return { ...found, headers: { ...found.headers, ...user.headers } };
}

/** net/http sends the user info of a URL where there is no other authorization. */
export function ofUrl(url: string): Credentials | null {
  const { username, password } = new URL(url);
  if (username === '' && password === '') return null;
  return { headers: basic(plain(username), plain(password)), source: 'URL' };
}

function basic(login: string, password: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a command of GOAUTH says; what fails or prints something else says nothing. */
async function askCommand(
  host: Host,
  command: string,
  url: string | null,
  timeoutMs: () => number,
): Promise<readonly HeadersFor[]> {
  const [name = '', ...args] = splitCommand(command);
  const file = name.startsWith('/') ? name : findOnPath(host, name);
  if (file === null || file === '') return [];
  const answer = await host.run({
    file,
    args: url === null ? args : [...args, url],
    env: host.env,
    cwd: host.cwd ?? '/',
    timeoutMs: timeoutMs(),
  });
  if (answer.kind !== 'exited' || answer.code !== 0) return [];
  return parseAuthAnswer(answer.stdout, `GOAUTH ${name}`);
}
