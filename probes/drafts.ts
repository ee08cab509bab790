import type { Drafts } from '../src/core/policy/draft.ts';
import { draft as caCerts } from './ca-certs/draft.ts';
import { draft as goEnv } from './go-env/draft.ts';
import { draft as goVersion } from './go-version/draft.ts';
import { draft as image } from './image/draft.ts';
import { draft as limits } from './limits/draft.ts';
import { draft as permissions } from './permissions/draft.ts';
import { draft as timezone } from './timezone/draft.ts';
import { draft as umask } from './umask/draft.ts';

/** What `probe-env init` asks of later images, probe by probe; loaded for it alone. */
export const drafts: Drafts = {
  'ca-certs': caCerts,
  'go-env': goEnv,
  'go-version': goVersion,
  image,
  limits,
  permissions,
  timezone,
  umask,
};
