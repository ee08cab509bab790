import type { Port, Socket } from '../../src/target/posix/sockets/socket.ts';

/** A port at which the container is to be reached. */
export interface WantedPort extends Port {
  /** The address at which it is to be reached; null: those that the pod has beside loopback. */
  readonly address: string | null;
  /** Name of the program that is to listen; null: whoever. */
  readonly by: string | null;
}

/** Who has a socket open. */
export interface Holder {
  readonly pid: number;
  /** All names by which it may be known: of the thread, of its file, of its first argument. */
  readonly names: readonly string[];
}

/** The addresses of the network namespace, without loopback and those of a link alone. */
export interface PodAddresses {
  readonly four: readonly string[];
  readonly six: readonly string[];
}

/** What of the network decides whether a port can be had. Null: nobody can know. */
export interface PortRights {
  /** First port that everybody may bind (ip_unprivileged_port_start). */
  readonly unprivilegedFrom: number | null;
  /** CAP_NET_BIND_SERVICE is in effect. */
  readonly bindsAny: boolean | null;
  /** A file with that capability would give it to who runs it. */
  readonly mayGain: boolean;
  /** Ports that the kernel gives to outgoing connections, first and last; null where that is not known. */
  readonly ephemeral: readonly [number, number] | null;
  /** What is kept from them, as the kernel writes it: `50051,8000-8010`. */
  readonly reserved: string;
}

export interface ListenersFacts {
  readonly wanted: readonly WantedPort[];
  /** Sockets at wanted ports, and all open ones where somebody wants to know; null where they cannot be seen. */
  readonly sockets: readonly Socket[] | null;
  /** errno name, where the tables cannot be read. */
  readonly unseen: string | null;
  /** Null where it is not known. */
  readonly addresses: PodAddresses | null;
  /** IPv6 sockets take no IPv4 unless their program says so (net.ipv6.bindv6only). */
  readonly only6: boolean;
  /** By inode; none where nobody may see it. */
  readonly holders: ReadonlyMap<number, Holder>;
  /** The deadline came before all of them were looked for. */
  readonly late: boolean;
  readonly rights: PortRights;
  /** Variables that name an address or a port to listen at, by their names. */
  readonly env: Readonly<Record<string, string>>;
}
