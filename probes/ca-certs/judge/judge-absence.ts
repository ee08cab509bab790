import type { Severity } from '../../../src/core/severity.ts';
import { isUnder } from '../../../src/target/posix/mounts.ts';
import { type CaFacts, isAbsent, leadsNowhere } from '../facts.ts';
import { GO_FILES } from '../loaders/stores.ts';
import type { CaFinding } from '../rules/index.ts';
import { nothingToGo } from './nothing-to-go.ts';

/** Why Go finds no bundle, or why a variable leads nowhere; one finding, the most specific. */
export function judgeAbsence(facts: CaFacts, others: readonly CaFinding[]): CaFinding[] {
  return [...judgeVariables(facts), ...judgeBundle(facts, others)];
}

function judgeVariables(facts: CaFacts): CaFinding[] {
  const { variables, places, go, slips } = facts;
  const roots = go.roots.size;
  return leadsNowhere(facts).flatMap((variable): CaFinding[] => {
    const { slip = null, meant = null, parts = [] } = slips[variable] ?? {};
    const value = variables[variable] ?? '';
    const make = (path: string, severity: Severity, isFile = false) => ({
      rule: 'ca-certs/override-missing' as const,
      args: { variable, path, slip, meant, parts, isFile, roots },
      severity,
    });
    if (variable !== 'SSL_CERT_DIR') return [make(value, nothingToGo(variable, roots))];
    const missing = places.go.directories.filter(({ failure }) => isAbsent(failure));
    const severity = missing.length < places.go.directories.length ? 'warning' : 'error';
    // One slip is one finding, of the whole value.
    if (slip !== null) return [make(value, severity)];
    return missing.map(({ path, failure }) => make(path, severity, failure?.code === 'ENOTDIR'));
  });
}

function judgeBundle(facts: CaFacts, others: readonly CaFinding[]): CaFinding[] {
  const { surroundings, variables, go, rootsInside } = facts;
  // A variable that leads nowhere, or a file that is there and cannot be used, is the cause by itself.
  if (surroundings === null || variables.SSL_CERT_FILE || others.length > 0) return [];
  const { mount, packageFiles, link } = surroundings;
  const roots = go.roots.size;
  if (link !== null) {
    const mounted = mount !== null && isUnder(link.path, mount.mountPoint) ? mount.mountPoint : null;
    return [
      {
        rule: 'ca-certs/bundle-link-dangling',
        args: { ...link, mounted, roots },
        severity: roots === 0 ? 'error' : 'warning',
      },
    ];
  }
  if (mount !== null && (roots === 0 || packageFiles !== null)) {
    return [
      {
        rule: 'ca-certs/hidden-by-mount',
        args: {
          ...mount,
          roots,
          publicRoots: [...go.roots].filter(({ known }) => known !== null).length,
          fromMount: go.sources.every((source) => isUnder(source, mount.mountPoint)),
        },
        // Certificates that were mounted in place of the bundle may be all that is wanted.
        severity: roots === 0 ? 'error' : 'warning',
      },
    ];
  }
  if (roots > 0) return [];
  const severity = rootsInside === null ? 'error' : 'warning';
  if (packageFiles !== null)
    return [{ rule: 'ca-certs/never-configured', args: { ...packageFiles, rootsInside }, severity }];
  return [{ rule: 'ca-certs/bundle-missing', args: { looked: GO_FILES, rootsInside }, severity }];
}
