import { isUnder } from '../../../src/target/posix/mounts.ts';
import { subjectOf } from '../certificates/subject.ts';
import { type CaFacts, isAbsent } from '../facts.ts';
import type { CaFile } from '../loaders/files.ts';
import type { Defect } from '../pem/reading.ts';
import type { CaFinding } from '../rules/index.ts';
import { judgeAbsence } from './judge-absence.ts';
import { nothingToGo, type Variable } from './nothing-to-go.ts';

/** The files that the runtimes load by name, each once, and what is wrong with them. */
export function judgeFiles(facts: CaFacts): CaFinding[] {
  const findings: CaFinding[] = [];
  const seen = new Set<unknown>();
  for (const file of namedFiles(facts)) {
    // One file under two names is one finding, whether it can be read or not.
    const identity = file.failure ?? file.content;
    if (seen.has(identity)) continue;
    seen.add(identity);
    findings.push(...judgeFile(file, facts));
  }
  return [...findings, ...judgeAbsence(facts, findings)];
}

/** In the order in which they matter: Go's, OpenSSL's, Node's. */
export function namedFiles({ places }: CaFacts): readonly CaFile[] {
  const { extra, openssl, system } = places.node;
  return [
    ...places.go.files,
    ...(places.openssl?.files ?? []),
    ...(openssl?.files ?? []),
    ...(system?.files ?? []),
    ...(extra === null ? [] : [extra]),
  ];
}

/** The variable that names this path, if it is one. */
export function namedBy({ variables, places }: CaFacts, path: string): Variable | null {
  if (variables.SSL_CERT_FILE && places.go.files[0]?.path === path) return 'SSL_CERT_FILE';
  if (variables.NODE_EXTRA_CA_CERTS && places.node.extra?.path === path) return 'NODE_EXTRA_CA_CERTS';
  return null;
}

function judgeFile(file: CaFile, facts: CaFacts): CaFinding[] {
  const { path, failure, content } = file;
  const roots = facts.go.roots.size;
  const by = namedBy(facts, path);
  const severity = nothingToGo(by, roots);
  if (failure !== null) {
    if (isAbsent(failure)) return [];
    if (failure.code === 'NOT_REGULAR') {
      // Go waits for ever for somebody to write into a FIFO.
      const blocks = failure.type === 'fifo';
      return [
        {
          rule: 'ca-certs/not-a-regular-file',
          args: {
            path,
            type: failure.type ?? 'unknown',
            roots,
            by,
            mounted: facts.mountPoints.includes(path),
          },
          severity: blocks ? 'error' : severity,
        },
      ];
    }
    if (failure.code === 'TOO_LARGE') {
      return [{ rule: 'ca-certs/too-large', args: { path, bytes: failure.size ?? 0, by } }];
    }
    const mounted = isOnVolume(path, facts);
    const args = { path, error: failure.code, roots, by, gid: facts.gid, mounted };
    return [{ rule: 'ca-certs/unreadable', args, severity }];
  }
  const mounted = facts.mountPoints.includes(path);
  if (content.size === 0) return [{ rule: 'ca-certs/empty', args: { path, roots, by, mounted }, severity }];
  return content.reading.defects.map((defect) => judgeDefect(file, defect, roots, by));
}

/** It lies on a mount other than the root file system: who may read it is not the image's to say. */
export function isOnVolume(path: string, { mountPoints }: CaFacts): boolean {
  return mountPoints.some((point) => point !== '/' && isUnder(path, point));
}

/** `roots` is what Go has in the end. */
export function judgeDefect(
  { path, content }: CaFile,
  defect: Defect,
  roots: number,
  by: Variable | null,
): CaFinding {
  const severity = nothingToGo(by, roots);
  switch (defect.kind) {
    case 'no-certificates':
      return {
        rule: 'ca-certs/no-certificates',
        args: { path, holding: defect.holding, roots, by },
        severity,
      };
    case 'der':
      return { rule: 'ca-certs/der-not-pem', args: { path, holding: defect.holding, roots, by }, severity };
    case 'other-format':
      return { rule: 'ca-certs/other-format', args: { path, holding: defect.holding, roots, by }, severity };
    case 'bom': {
      const hidden = defect.hidden === null ? '(unreadable)' : subjectOf(defect.hidden);
      return { rule: 'ca-certs/bom-hides-first', args: { path, hidden } };
    }
    case 'glued':
      return { rule: 'ca-certs/boundary-glued', args: { path, line: defect.line } };
    case 'unparsable': {
      const { index, line, reason } = defect;
      return { rule: 'ca-certs/block-unparsable', args: { path, index, line, reason } };
    }
    case 'trusted':
      return {
        rule: 'ca-certs/trusted-block',
        args: { path, line: defect.line, count: defect.count, by },
        // Beside certificates that Go takes the file does what it is for.
        severity: content.reading.go.length > 0 ? 'warning' : severity,
      };
    case 'private-key':
      return { rule: 'ca-certs/private-key-in-bundle', args: { path, line: defect.line } };
  }
}
