/** A port of one of the two protocols. */
export interface Port {
  /** 1 to 65535. */
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** A socket that is bound to a port: TCP in any state, UDP too. */
export interface Socket extends Port {
  /** Which addresses it can be reached at: an IPv6 socket that is bound to `::ffff:a.b.c.d` is one of IPv4. */
  readonly family: 4 | 6;
  /** As people write it: `0.0.0.0`, `127.0.0.1`, `::`. */
  readonly address: string;
  /** TCP: it accepts connections. UDP: it takes datagrams from anybody. */
  readonly open: boolean;
  readonly uid: number;
  /** By which the descriptors of a process name it; 0 where it belongs to none any more. */
  readonly inode: number;
}

/** `served`: whether somebody listens. `free`: whether a program that starts now can. */
export type Question = 'served' | 'free';
