/** A port at which the container is to be reached. */
export interface WantedPort {
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** The address at which it is to be reached; null: those that the pod has beside loopback. */
  readonly address: string | null;
  /** Name of the program that is to listen; null: whoever. */
  readonly by: string | null;
}

/** `served`: whether somebody listens. `free`: whether a program that starts now can. */
export type Question = 'served' | 'free';

/** A socket that is bound to a port: TCP in any state, UDP too. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  /** Which addresses it can be reached at: an IPv6 socket that is bound to `::ffff:a.b.c.d` is one of IPv4. */
  readonly family: 4 | 6;
  /** As people write it: `0.0.0.0`, `127.0.0.1`, `::`. */
  readonly address: string;
  readonly port: number;
  /** TCP: it accepts connections. UDP: it takes datagrams from anybody. */
  readonly open: boolean;
  readonly uid: number;
  /** By which the descriptors of a process name it; 0 where it belongs to none any more. */
  readonly inode: number;
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
