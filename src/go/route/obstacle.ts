import type { Conflict } from '../modules/conflicts.ts';
import type { Refusal } from '../modules/modcache.ts';
import type { PathDefect } from '../modules/module-path.ts';
import type { VendorMismatch } from '../modules/vendor.ts';
import type { AuthDefect } from '../settings/auth/go-auth.ts';
import type { ProxyListError } from '../settings/proxy/proxy-list.ts';
import type { SumdbError } from '../settings/sumdb.ts';

/** Why the go command does not get hold of a module. */
export type Obstacle =
  | { readonly code: 'go111module'; readonly value: string }
  | { readonly code: 'goflags'; readonly words: readonly string[] }
  | { readonly code: 'go-env'; readonly message: string }
  | { readonly code: 'project'; readonly message: string }
  | { readonly code: 'no-module-cache' }
  | { readonly code: 'gopath-mode'; readonly auto: boolean }
  | { readonly code: 'workspace-mod'; readonly mod: string }
  | { readonly code: 'workspace-conflict'; readonly path: string; readonly conflict: Conflict }
  | { readonly code: 'vendoring'; readonly mismatches: readonly VendorMismatch[] }
  | { readonly code: 'lookup-disabled' }
  | { readonly code: 'path'; readonly defect: PathDefect }
  | { readonly code: 'directory-missing' }
  | { readonly code: 'directory-refused'; readonly error: string }
  | { readonly code: 'file-refused'; readonly file: string; readonly error: string }
  | { readonly code: 'cache-refused'; readonly refusal: Refusal }
  | { readonly code: 'go-sum-malformed'; readonly line: number }
  | { readonly code: 'mismatch'; readonly file: 'go.mod' | 'tree' }
  | { readonly code: 'goproxy'; readonly error: ProxyListError }
  | { readonly code: 'off' }
  | { readonly code: 'damaged' }
  | { readonly code: 'goauth'; readonly defect: AuthDefect }
  | { readonly code: 'proxy-directory'; readonly url: string }
  | { readonly code: 'govcs'; readonly known: boolean }
  | { readonly code: 'program'; readonly known: boolean; readonly programs: readonly string[] }
  | { readonly code: 'gosumdb'; readonly error: SumdbError | { readonly code: 'off' } };
