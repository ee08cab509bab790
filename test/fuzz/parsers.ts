import { CONTAINER_PARSERS } from './container-parsers.ts';
import { GO_PARSERS } from './go-parsers.ts';
import { MODULE_PARSERS } from './module-parsers.ts';
import { ONLINE_PARSERS } from './online-parsers.ts';
import type { Parser } from './parser.ts';
import { PROBE_PARSERS } from './probe-parsers.ts';
import { PROGRAM_PARSERS } from './program-parsers.ts';
import { PROXY_PARSERS } from './proxy-parsers.ts';
import { REPORT_PARSERS } from './report-parsers.ts';
import { RESOLVER_PARSERS } from './resolver-parsers.ts';
import { SERVE_PARSERS } from './serve-parsers.ts';
import { STORE_AND_ZONE_PARSERS } from './store-parsers.ts';
import { SYSTEM_PARSERS } from './system-parsers.ts';

/** Every reader of bytes that nobody vouches for: for the fuzzing here, and for test/growth. */
export const PARSERS: readonly Parser[] = [
  ...STORE_AND_ZONE_PARSERS,
  ...GO_PARSERS,
  ...MODULE_PARSERS,
  ...SYSTEM_PARSERS,
  ...PROGRAM_PARSERS,
  ...PROXY_PARSERS,
  ...PROBE_PARSERS,
  ...RESOLVER_PARSERS,
  ...CONTAINER_PARSERS,
  ...ONLINE_PARSERS,
  ...REPORT_PARSERS,
  ...SERVE_PARSERS,
];
