import { IMAGE_DECIDES } from '../../core/reason.ts';
import { archOfPlatform, parsePlatform } from '../image/archive/platform.ts';
import type { PodImage } from '../pod/made-container.ts';
import type { Doubt } from '../pod/model/trouble.ts';
import { fieldOf, knownWord, lineOf, type Service } from './service.ts';

/** Keys of a service that change what is looked at, and are not looked at. */
export const NOT_LOOKED_AT = [
  'volumes_from',
  'userns_mode',
  'runtime',
  'isolation',
  'use_api_socket',
  // The machine has them, or it does not start.
  'devices',
  'gpus',
  // It is none of an image, or gets variables that docker makes up.
  'provider',
  'models',
];

/** What nobody can say of a container that compose would make: what is not looked at, and all that its image decides. */
export function doubtsOf(service: Service, image: PodImage | null): readonly Doubt[] {
  const here = lineOf(service);
  const keys = NOT_LOOKED_AT.flatMap((key): readonly Doubt[] => {
    const field = fieldOf(service, key);
    return field === null ? [] : [{ why: { code: 'not-looked-at', data: { key } }, at: field.line }];
  });
  const { elsewhere } = service;
  const platform = fieldOf(service, 'platform');
  const extended: readonly Doubt[] =
    elsewhere === null
      ? []
      : [{ why: { code: 'not-looked-at', data: { key: 'extends' } }, at: elsewhere.line }];
  const other: readonly Doubt[] =
    platform === null || image === null || isFor(knownWord(platform, service.project.lookup), image.arch)
      ? []
      : [{ why: { code: 'not-looked-at', data: { key: 'platform' } }, at: platform.line }];
  return [...extended, ...keys, ...other, ...(image === null ? [{ why: IMAGE_DECIDES, at: here }] : [])];
}

/** Docker starts no image of another platform than it is asked for, and fetches one that is. */
function isFor(platform: string | null, arch: string): boolean {
  const parsed = platform === null ? null : parsePlatform(platform);
  return parsed === null || arch === 'unknown' || archOfPlatform(parsed) === arch;
}
