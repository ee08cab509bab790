import type { ProfileName } from '../../../src/core/profile.ts';
import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';

export function judgeClients({ clients, go, places }: CaFacts, profile: ProfileName): readonly CaFinding[] {
  const bundle = go.roots.size > 0 ? (places.go.file?.path ?? null) : null;
  return clients.map((setting): CaFinding => {
    if (setting.kind === 'unverified') {
      const { variable, value, client } = setting;
      return { rule: 'ca-certs/verification-off', args: { variable, value, client } };
    }
    const { path, is } = setting;
    const args = { variable: 'GIT_SSL_CAINFO', path, is, bundle };
    // Where nothing is built, git may have nothing to ask for.
    return { rule: 'ca-certs/git-ca-missing', args, severity: profile === 'build' ? 'error' : 'warning' };
  });
}
