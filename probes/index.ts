import type { AnyProbe } from '../src/core/probe.ts';
import { app } from './app/index.ts';
import { caCerts } from './ca-certs/index.ts';
import { container } from './container/index.ts';
import { goEnv } from './go-env/index.ts';
import { goVersion } from './go-version/index.ts';
import { image } from './image/index.ts';
import { limits } from './limits/index.ts';
import { listeners } from './listeners/index.ts';
import { onlineWith } from './online/index.ts';
import { permissions } from './permissions/index.ts';
import { pod } from './pod/index.ts';
import { proxy } from './proxy/index.ts';
import { resolver } from './resolver/index.ts';
import { timezone } from './timezone/index.ts';
import { umask } from './umask/index.ts';

/** What one probe knows and another, or a command, needs. */
export const lend = () => import('./lent.ts');

/** All probes in the order in which reports show them; a new one is registered here. */
export const probes: readonly AnyProbe[] = [
  goVersion,
  goEnv,
  caCerts,
  timezone,
  permissions,
  umask,
  limits,
  app,
  resolver,
  proxy,
  listeners,
  onlineWith(lend),
  container,
  pod,
  image,
];
