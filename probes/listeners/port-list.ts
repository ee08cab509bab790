import { InvalidValue, listed } from '../../src/core/policy/shorthand.ts';
import type { WantedPort } from './facts.ts';

/** `8080,53/udp`. @throws InvalidValue */
export function readPorts(text: string): readonly WantedPort[] {
  return listed(text).map((item) => {
    const [, digits, protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(item) ?? [];
    const port = Number(digits);
    if (!(port >= 1 && port <= 65535))
      throw new InvalidValue('is not a list of ports; write numbers up to 65535: 8080,53/udp');
    return { port, protocol: protocol.toLowerCase() as WantedPort['protocol'], address: null, by: null };
  });
}
