import { readFileSync } from 'node:fs';
import type { Family } from '../../../../src/core/platform.ts';
import { file, link, type Tree } from '../tree.ts';

export const ZONES = [
  'Etc/UTC',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Taipei',
  'Europe/Berlin',
  'America/New_York',
] as const;

/** The bytes of a real zone file. */
export function zoneBytes(name: (typeof ZONES)[number]): Buffer {
  return readFileSync(new URL(`../../../fixtures/zoneinfo/${name}`, import.meta.url));
}

/** A small zoneinfo directory, with the aliases that packages make as links. */
export function zoneinfo(root = '/usr/share/zoneinfo'): Tree {
  return {
    ...Object.fromEntries(ZONES.map((name) => [`${root}/${name}`, file(zoneBytes(name))])),
    [`${root}/UTC`]: link('Etc/UTC'),
    [`${root}/PRC`]: link('Asia/Shanghai'),
    [`${root}/Japan`]: link('Asia/Tokyo'),
    [`${root}/zone1970.tab`]: 'CN\t+3114+12128\tAsia/Shanghai\nJP\t+353916+1394441\tAsia/Tokyo\n',
  };
}

/** The zone as the stock images of a family have it: UTC everywhere, Alpine without any file. */
export function timezoneTree(family: Family): Tree {
  switch (family) {
    case 'debian':
      return {
        ...zoneinfo(),
        '/etc/localtime': link('/usr/share/zoneinfo/Etc/UTC'),
        '/etc/timezone': 'Etc/UTC\n',
      };
    case 'rhel':
      return { ...zoneinfo(), '/etc/localtime': link('../usr/share/zoneinfo/UTC') };
    case 'alpine':
      return {};
    case 'scratch':
      // Distroless images carry zone data, and no /etc/localtime.
      return zoneinfo();
  }
}
