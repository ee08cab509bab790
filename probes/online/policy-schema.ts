import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';
import { parseAddress } from './address.ts';

/** Each is asked at every run with --online. */
const MAX = 32;

const address = v.pipe(
  text,
  v.check(
    (value) => parseAddress(value) !== null,
    'is no address; write host or host:port, without a scheme',
  ),
);
const name = v.pipe(text, v.regex(/^[\w.-]{1,253}$/, 'is no host name; write one such as db.corp.example'));
const url = v.pipe(
  text,
  v.check(
    (value) => /^https?:\/\/[^/?#@\s]+(?:[/?#]\S*)?$/.test(value) && URL.canParse(value),
    'is no URL; write one such as https://vault.corp.example/, without a login',
  ),
);
const off = 'must be a number of seconds from 1 to 86400';
const days = 'must be a number of days from 0 to 3650';

export const fields = {
  tls: described(
    v.pipe(v.array(address), v.maxLength(MAX, `must not name more than ${MAX}`)),
    'servers (a port of 443 unless one is written) with which --online shakes hands by TLS',
  ),
  names: described(
    v.pipe(v.array(name), v.maxLength(MAX, `must not name more than ${MAX}`)),
    'names that must have an address, looked up with --online',
  ),
  clock: described(
    v.pipe(v.array(url), v.maxLength(MAX, `must not name more than ${MAX}`)),
    'URLs whose Date header --online compares the clock with (a HEAD request)',
  ),
  clockDriftSeconds: described(
    v.pipe(v.number(off), v.integer(off), v.minValue(1, off), v.maxValue(86_400, off)),
    'seconds by which the clock may differ from the nearest of them',
  ),
  expiringSoonDays: described(
    v.pipe(v.number(days), v.integer(days), v.minValue(0, days), v.maxValue(3650, days)),
    'a certificate of these servers that ends within this many days is expiring soon',
  ),
};
