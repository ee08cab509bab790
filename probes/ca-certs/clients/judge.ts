import type { Profile } from '../../../src/core/profile.ts';
import type { Host } from '../../../src/target/host.ts';
import type { CaFinding } from '../rules/index.ts';
import { clientSettings } from './look.ts';

/** @param bundle the file that the store of the container is read from; null where there is none */
export function judgeClients(
  host: Host,
  { profile }: { readonly profile: Profile },
  bundle: { readonly path: string } | null,
): readonly CaFinding[] {
  return clientSettings(host).map((setting): CaFinding => {
    if (setting.kind === 'unverified') {
      const { variable, value, client } = setting;
      return { rule: 'ca-certs/verification-off', args: { variable, value, client } };
    }
    const { path, is } = setting;
    const args = { variable: 'GIT_SSL_CAINFO', path, is, bundle: bundle?.path ?? null };
    // Where nothing is built, git may have nothing to ask for.
    return {
      rule: 'ca-certs/git-ca-missing',
      args,
      severity: profile.name === 'build' ? 'error' : 'warning',
    };
  });
}
