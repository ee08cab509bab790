import type { Parser } from './parser.ts';
import { CONTAINER_PARSERS } from './parsers/container.ts';
import { GO_PARSERS } from './parsers/go.ts';
import { LIMITS_PARSERS } from './parsers/limits.ts';
import { MODULE_PARSERS } from './parsers/module.ts';
import { NETWORK_PARSERS } from './parsers/network.ts';
import { ONLINE_PARSERS } from './parsers/online.ts';
import { PROBE_PARSERS } from './parsers/probe.ts';
import { PROGRAM_PARSERS } from './parsers/program.ts';
import { PROXY_PARSERS } from './parsers/proxy.ts';
import { REPORT_PARSERS } from './parsers/report.ts';
import { RESOLVER_PARSERS } from './parsers/resolver.ts';
import { SERVE_PARSERS } from './parsers/serve.ts';
import { STORE_AND_ZONE_PARSERS } from './parsers/store.ts';
import { SYSTEM_PARSERS } from './parsers/system.ts';

/** Every reader of bytes that nobody vouches for: for the fuzzing here, and for test/growth. */
export const PARSERS: readonly Parser[] = [
  ...STORE_AND_ZONE_PARSERS,
  ...GO_PARSERS,
  ...MODULE_PARSERS,
  ...SYSTEM_PARSERS,
  ...LIMITS_PARSERS,
  ...NETWORK_PARSERS,
  ...PROGRAM_PARSERS,
  ...PROXY_PARSERS,
  ...PROBE_PARSERS,
  ...RESOLVER_PARSERS,
  ...CONTAINER_PARSERS,
  ...ONLINE_PARSERS,
  ...REPORT_PARSERS,
  ...SERVE_PARSERS,
];
