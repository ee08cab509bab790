import type { Config } from '../config.ts';
import type { Layer } from '../layer.ts';
import type { PolicyFile } from './file-type.ts';

/** How the settings of a run are called in a policy file, in the order in which they are shown. */
export const SETTINGS = {
  profile: 'profile',
  for: 'purpose',
  timeout: 'timeoutMs',
  failOn: 'failOn',
  strict: 'strict',
  only: 'only',
  skip: 'skip',
} as const satisfies Partial<Record<keyof PolicyFile, keyof Config>>;

export type Setting = keyof typeof SETTINGS;

export function isSetting(key: string): key is Setting {
  return Object.hasOwn(SETTINGS, key);
}

/** What a policy file says, as one layer of the configuration. */
export function toLayer({ $schema: _, extends: __, ...file }: PolicyFile): Layer {
  const entries = Object.entries(file);
  return {
    ...Object.fromEntries(
      entries.flatMap(([key, value]) => (isSetting(key) ? [[SETTINGS[key], value]] : [])),
    ),
    policy: Object.fromEntries(entries.filter(([key]) => !isSetting(key))),
  };
}
