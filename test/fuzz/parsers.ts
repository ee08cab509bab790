import { GO_PARSERS } from './go-parsers.ts';
import type { Parser } from './parser.ts';
import { STORE_AND_ZONE_PARSERS } from './store-parsers.ts';
import { SYSTEM_PARSERS } from './system-parsers.ts';

/** Every reader of bytes that nobody vouches for. */
export const PARSERS: readonly Parser[] = [...STORE_AND_ZONE_PARSERS, ...GO_PARSERS, ...SYSTEM_PARSERS];
