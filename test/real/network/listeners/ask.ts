import { spawnSync } from 'node:child_process';

/** A socket that the oracle binds. */
export interface Bound {
  readonly protocol: 'tcp' | 'udp';
  readonly at: string;
  readonly only6?: boolean;
  /** SO_REUSEPORT. */
  readonly shares?: boolean;
  /** A connection that goes out from that port. */
  readonly out?: boolean;
}

export interface Network {
  readonly addresses: readonly string[];
  /** IPv6 is there. */
  readonly six: boolean;
}

type Answers = Readonly<Record<'tcp' | 'udp', Readonly<Record<string, boolean>>>>;

/** What the kernel makes of a case. */
export interface Asked {
  /** Null: it is not there. */
  readonly files: Readonly<Record<string, string | null>>;
  /** By address: whether what is sent there gets to somebody. */
  readonly accepts: Answers;
  /** By address: whether a server may bind it. */
  readonly binds: Answers;
}

/** A service that is told where to listen, and the settings of its network. */
export interface Service {
  readonly addresses: readonly string[];
  /** By names such as `net.ipv4.ip_unprivileged_port_start`. */
  readonly sysctls: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** 0: root, with all capabilities. */
  readonly uid: number;
  readonly port: number;
}

export interface Served {
  readonly files: Asked['files'];
  /** By address: whether a connection is accepted. */
  readonly reached: Readonly<Record<string, boolean>>;
  /** errno name of bind(2); null: it is bound. */
  readonly failed: string | null;
}

/** Starts the service in a network namespace of its own, and says what became of it. */
export function serve(service: Service): Served {
  return inNamespace('service.py', service);
}

/** Asks the kernel, in a network namespace of its own. */
export function askKernel(
  network: Network,
  port: number,
  cases: readonly (readonly Bound[])[],
): readonly Asked[] {
  return inNamespace('oracle.py', { ...network, port, cases });
}

function inNamespace<T>(name: string, input: object): T {
  const script = new URL(`./${name}`, import.meta.url).pathname;
  const { stdout, stderr, status } = spawnSync('unshare', ['-n', '/usr/bin/python3', '-B', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
