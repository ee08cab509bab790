import type { CaFacts } from '../facts.ts';
import { GO_FILES } from '../loaders/stores.ts';
import type { CaFinding } from '../rules.ts';

/** Why Go finds no bundle, or why a variable leads nowhere; one finding, the most specific. */
export function judgeAbsence(facts: CaFacts, others: readonly CaFinding[]): CaFinding[] {
  return [...judgeVariables(facts), ...judgeBundle(facts, others)];
}

function judgeVariables({ variables, places, go }: CaFacts): CaFinding[] {
  const findings: CaFinding[] = [];
  const roots = go.roots.size;
  const [file] = places.go.files;
  if (variables.SSL_CERT_FILE && isAbsent(file?.failure ?? null)) {
    findings.push({
      rule: 'ca-certs/override-missing',
      args: { variable: 'SSL_CERT_FILE', path: variables.SSL_CERT_FILE, roots },
    });
  }
  if (variables.SSL_CERT_DIR) {
    const missing = places.go.directories.filter(({ failure }) => isAbsent(failure));
    const some = missing.length < places.go.directories.length;
    for (const { path } of missing) {
      findings.push({
        rule: 'ca-certs/override-missing',
        args: { variable: 'SSL_CERT_DIR', path, roots },
        // The file is there for those who read it, or another directory is.
        severity: some || roots > 0 ? 'warning' : 'error',
      });
    }
  }
  if (variables.NODE_EXTRA_CA_CERTS && isAbsent(places.node.extra?.failure ?? null)) {
    findings.push({
      rule: 'ca-certs/override-missing',
      args: { variable: 'NODE_EXTRA_CA_CERTS', path: variables.NODE_EXTRA_CA_CERTS, roots },
      // Node says so at its start and goes on with its own list.
      severity: 'warning',
    });
  }
  return findings;
}

const isAbsent = (failure: { readonly code: string } | null) =>
  failure !== null && (failure.code === 'ENOENT' || failure.code === 'ENOTDIR');

function judgeBundle(facts: CaFacts, others: readonly CaFinding[]): CaFinding[] {
  const { surroundings, variables, go } = facts;
  // A variable that leads nowhere, or a file that is there and cannot be used, is the cause by itself.
  if (surroundings === null || variables.SSL_CERT_FILE || others.length > 0) return [];
  const { mount, packageFiles } = surroundings;
  const roots = go.roots.size;
  if (mount !== null && (roots === 0 || packageFiles !== null)) {
    return [
      {
        rule: 'ca-certs/hidden-by-mount',
        args: { ...mount, roots },
        // Certificates that were mounted in place of the bundle may be all that is wanted.
        severity: roots === 0 ? 'error' : 'warning',
      },
    ];
  }
  if (roots > 0) return [];
  if (packageFiles !== null) return [{ rule: 'ca-certs/never-configured', args: { ...packageFiles } }];
  return [{ rule: 'ca-certs/bundle-missing', args: { looked: GO_FILES } }];
}
