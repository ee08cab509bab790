/** How a container is run: the options of podman, and what says the same of an archive. */
export interface Setting {
  /** VOLUME is an empty directory, which Compose knows as ./empty. */
  readonly podman: readonly string[];
  /** Options of `check --image`; or else: */
  readonly options?: readonly string[];
  /** Lines of a service of docker compose. */
  readonly service?: string;
}

const run = (options: {
  readonly user?: string;
  readonly workdir?: string;
  readonly env?: readonly string[];
}): Setting => {
  const { user, workdir, env = [] } = options;
  const own = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  const variables = env.flatMap((line) => ['--env', line]);
  return {
    podman: [...own('--user', user), ...own('--workdir', workdir), ...variables],
    options: [...own('--user', user), ...own('--cwd', workdir), ...variables],
  };
};

/** podman fills a tmpfs with what lies below it unless it is told not to; docker does not. */
const EMPTY = ':notmpcopyup';

export const SETTINGS: Readonly<Record<string, Setting>> = {
  'as the image says': run({}),
  'as root': run({ user: '0:0' }),
  'as uid 12345, gid 0': run({ user: '12345:0' }),
  'as uid 12345, its group by passwd': run({ user: '12345' }),
  'as nobody of passwd': run({ user: '65534' }),
  'as uid and gid 12345': run({ user: '12345:12345' }),
  'in /tmp': run({ workdir: '/tmp' }),
  'with a misspelt zone': run({ env: ['TZ=Asia/Tokio'] }),
  'with a zone that Go does not read, as another user': run({ user: '12345', env: ['TZ=CST-8'] }),
  'with a file of roots that is not there': run({ env: ['SSL_CERT_FILE=/etc/ssl/none.pem'] }),
  'with a home that is not there, and a proxy': run({
    user: '12345:0',
    env: ['HOME=/home/none', 'HTTPS_PROXY=proxy.example:3128'],
  }),
  'without a proxy for modules': run({ env: ['GOPROXY=off', 'GOFLAGS=-mod=mod'] }),
  'read-only': { podman: ['--read-only', '--read-only-tmpfs=false'], service: 'read_only: true' },
  'read-only with a tmpfs on /tmp, as another user': {
    podman: ['--read-only', '--read-only-tmpfs=false', '--tmpfs', `/tmp${EMPTY}`, '--user', '12345:50'],
    service: 'read_only: true\ntmpfs: /tmp\nuser: "12345:50"',
  },
  'without capabilities, in two more groups': {
    podman: ['--cap-drop', 'all', '--user', '0:0', '--group-add', '50', '--group-add', '2000'],
    service: 'cap_drop: [ALL]\nuser: "0:0"\ngroup_add: ["50", "2000"]',
  },
  'with an empty directory over the certificates': {
    podman: ['--volume', 'VOLUME:/etc/ssl/certs:ro'],
    service: 'volumes: ["./empty:/etc/ssl/certs:ro"]',
  },
  'with a tmpfs over the zones': {
    podman: ['--tmpfs', `/usr/share/zoneinfo${EMPTY}`, '--env', 'TZ=Asia/Tokyo'],
    service: 'tmpfs: /usr/share/zoneinfo\nenvironment: { TZ: Asia/Tokyo }',
  },
};
