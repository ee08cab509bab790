import { spawnSync } from 'node:child_process';
import type { Answer, World } from './ask.ts';

/** A program that is run where there is no network: it says whom it tried to reach. */
interface Program {
  /** How it is called for some addresses, or for one. */
  readonly argv: (urls: readonly string[]) => readonly string[];
  readonly oneByOne: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Where what it says of one address begins. */
  readonly begins?: RegExp;
  /** The first group is the port of a proxy. */
  readonly reached: RegExp;
  readonly refused: RegExp;
}

const DIRECT = '(?:127\\.0\\.0\\.1|\\[::1\\]|::1)';
const REFUSED =
  /resolve proxy|unsupported proxy|proxy URL|URL using bad|malformed|Unsupported URI|Invalid host/i;

export const PROGRAMS = {
  curl: {
    argv: (urls) => ['curl', '-sv', '--stderr', '-', '-m', '5', '-w', '\n== next\n', ...urls],
    oneByOne: false,
    begins: /^== next$/m,
    reached: new RegExp(`Trying ${DIRECT}:(31\\d\\d)`),
    refused: REFUSED,
  },
  git: {
    argv: ([url = '']) => ['git', 'ls-remote', url],
    oneByOne: true,
    env: { GIT_CURL_VERBOSE: '1', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' },
    reached: new RegExp(`Trying ${DIRECT}:(31\\d\\d)`),
    refused: REFUSED,
  },
  wget: {
    argv: (urls) => ['wget', '--no-config', '-O', '/dev/null', '-t', '1', '-T', '5', ...urls],
    oneByOne: true,
    reached: new RegExp(`^Connecting to ${DIRECT}:(31\\d\\d)`, 'm'),
    refused: REFUSED,
  },
  busybox: {
    // With -T the one of Debian crashes.
    argv: (urls) => ['busybox', 'wget', '-O', '/dev/null', ...urls],
    oneByOne: true,
    reached: new RegExp(`\\(${DIRECT}:(31\\d\\d)\\)`),
    refused: REFUSED,
  },
  apt: {
    argv: ([url = '']) => [
      '/usr/lib/apt/apt-helper',
      ...['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=5', '-o', 'Debug::Acquire::http=1'],
      ...['download-file', url, '/tmp/probe-env-nothing'],
    ],
    oneByOne: true,
    reached: new RegExp(`(?:connection to|connect to|connect via|Connecting to) ${DIRECT}:(31\\d\\d)`, 'i'),
    refused: REFUSED,
  },
} as const satisfies Readonly<Record<string, Program>>;

/** What a program does with each address of each environment; it is started for each of them. */
export function askProgram(
  name: keyof typeof PROGRAMS,
  worlds: readonly World[],
): readonly (readonly Answer[])[] {
  const program: Program = PROGRAMS[name];
  return worlds.map((world) => {
    if (program.oneByOne) return world.urls.map((url) => answerOf(program, output(program, [url], world)));
    const parts = output(program, world.urls, world).split(program.begins ?? /$^/);
    return world.urls.map((_, i) => answerOf(program, parts[i] ?? ''));
  });
}

function answerOf({ reached, refused }: Program, text: string): Answer {
  const port = reached.exec(text)?.[1];
  if (port !== undefined) return Number(port);
  return refused.test(text) ? 'error' : null;
}

function output({ argv, env }: Program, urls: readonly string[], { env: own }: World): string {
  const { stdout, stderr } = spawnSync('unshare', ['-n', ...argv(urls)], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C', HOME: '/nonexistent', ...env, ...own },
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}
