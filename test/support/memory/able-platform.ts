import type { Platform } from '../../../src/core/platform.ts';

/** A container in which every remedy can be typed, whatever it needs. */
export const ABLE_PLATFORM: Platform = {
  family: 'debian',
  os: null,
  osVersion: null,
  label: '',
  libc: null,
  root: true,
  has: () => true,
  writes: () => true,
};
