import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';

const number = 'must be a port, a number from 1 to 65535';
const port = v.pipe(v.number(number), v.integer(number), v.minValue(1, number), v.maxValue(65535, number));

const address = v.pipe(text, v.ip('must be an IP address, such as 127.0.0.1 or ::1'));

const wantedPort = v.strictObject({
  port: described(port, 'its number'),
  protocol: v.optional(described(v.picklist(['tcp', 'udp']), 'tcp or udp; default tcp'), 'tcp'),
  address: v.optional(
    described(
      v.nullable(address),
      'the address at which it is to be reached; default those of the pod beside loopback',
    ),
    null,
  ),
  by: v.optional(
    described(v.nullable(text), 'name of the program that is to listen there; default whoever'),
    null,
  ),
});

export const fields = {
  ports: described(v.array(wantedPort), 'ports at which others are to reach this container'),
};
