import { readFileSync } from 'node:fs';
import type { Family } from '../../../../src/core/platform.ts';
import { writeTzif } from '../../files/tzif-writer.ts';
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

/** America/Mexico_City as it was before Mexico gave summer time up in 2022. */
export const OLD_MEXICO_CITY = writeTzif({
  times: [828_864_000, 846_403_200],
  indices: [1, 0],
  types: [{ offset: -21_600 }, { offset: -18_000, dst: 1, designation: 4 }],
  designations: 'CST\0CDT\0',
  footer: 'CST6CDT,M4.1.0,M10.5.0',
});

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
