import type { Config } from './config.ts';

/** The policy file that is used where nobody names one. */
export const DEFAULT_POLICY_FILE = '/etc/probe-env.yaml';

/** Deadline of `run`, milliseconds: nobody times a preflight, and a slow start is better than none. */
export const PREFLIGHT_TIMEOUT_MS = 10_000;

/** What holds where nobody says otherwise. */
export const DEFAULTS: Config = {
  profile: 'auto',
  purpose: 'readiness',
  format: 'text',
  output: null,
  only: null,
  skip: [],
  failOn: 'error',
  strict: false,
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
  demands: [],
};
