import type { Alone } from '../src/core/probe.ts';
import { alone as caCerts } from './ca-certs/alone.ts';
import { alone as goEnv } from './go-env/alone.ts';
import { alone as limits } from './limits/alone.ts';
import { alone as listeners } from './listeners/alone.ts';
import { alone as permissions } from './permissions/alone.ts';
import { alone as proxy } from './proxy/alone.ts';
import { alone as resolver } from './resolver/alone.ts';
import { alone as timezone } from './timezone/alone.ts';

/** What a manifest decides of which nobody gave the image, probe by probe; loaded for it alone. */
export const alone: Readonly<Record<string, Alone>> = {
  'ca-certs': caCerts,
  'go-env': goEnv,
  limits,
  listeners,
  permissions,
  proxy,
  resolver,
  timezone,
};
