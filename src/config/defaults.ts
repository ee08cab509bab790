import type { Config } from './config.ts';

/** What holds where nobody says otherwise. */
export const DEFAULTS: Config = {
  profile: 'auto',
  purpose: 'readiness',
  format: 'text',
  output: null,
  only: null,
  skip: [],
  failOn: 'error',
  // Below Kubernetes' default timeoutSeconds of 1.
  timeoutMs: 900,
  labels: {},
  verbosity: 'normal',
  color: 'auto',
  waitMs: 0,
  warnOnly: false,
  terminationLog: null,
  resident: false,
  policy: {
    goVersion: { range: '>=1.21' },
    goEnv: { directory: null, requireModule: false, privateModules: [], requiredModules: [], expect: {} },
    caCerts: { expiringSoonDays: 30, required: [] },
    timezone: { expected: null },
    permissions: { paths: [] },
    umask: { allowed: [] },
    rules: {},
  },
};
