/** A port, as findings carry it. */
export type Port = { readonly port: number; readonly protocol: 'tcp' | 'udp' };

export const portName = ({ port, protocol }: Port) => `${protocol === 'tcp' ? 'TCP' : 'UDP'} port ${port}`;

export const SAME_PROGRAM = {
  mends: false,
  why: 'The same program with the same settings listens at the same address after a restart.',
} as const;
