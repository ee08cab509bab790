import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';
import { parseNetwork } from './address/ip-address.ts';
import { parseTarget } from './address/target.ts';

const address = v.pipe(
  text,
  v.check(
    (value) => parseTarget(value) !== null,
    'is no address; write a host, host:port or an http or https URL',
  ),
);
const network = v.pipe(
  text,
  v.check((value) => parseNetwork(value) !== null, 'is no network; write one such as 10.244.0.0/16'),
);

export const fields = {
  hosts: described(
    v.array(address),
    'addresses (a host means https) that every program of the container must treat alike',
  ),
  direct: described(v.array(address), 'addresses for which no program may ask a proxy'),
  proxied: described(v.array(address), 'addresses for which every program must ask a proxy'),
  clusterNetworks: described(
    v.array(network),
    'networks of pods and services, for which no proxy may be asked in Kubernetes',
  ),
};
