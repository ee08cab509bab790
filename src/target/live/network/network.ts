import type { Network } from '../../network.ts';
import { handshake } from './handshake.ts';
import { lookup } from './lookup.ts';
import { request } from './request.ts';

/** The network of this machine. */
export const network: Network = { lookup, handshake, request };
