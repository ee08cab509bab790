import { type AuthLookup, authKey, authKeys } from '../../settings/auth/auth-prefix.ts';
import type { Credentials } from './answer.ts';

/** The credentials that go has heard of, for as long as it runs (cmd/go/internal/auth, credentialCache). */
export interface AuthCache {
  /** In the place of what was kept under that name; without headers it is forgotten. */
  store(prefix: string, credentials: Credentials): void;
  load(url: string): Credentials | null;
}

export function makeAuthCache(lookup: AuthLookup): AuthCache {
  const kept = new Map<string, Credentials>();
  return {
    store: (prefix, credentials) => {
      const key = authKey(prefix, lookup);
      if (Object.keys(credentials.headers).length === 0) kept.delete(key);
      else kept.set(key, credentials);
    },
    load: (url) => {
      for (const key of authKeys(url, lookup)) {
        const found = kept.get(key);
        if (found !== undefined) return found;
      }
      return null;
    },
  };
}
