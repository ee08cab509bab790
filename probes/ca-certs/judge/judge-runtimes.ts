import type { Entry } from '../certificates/entry.ts';
import { nameOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';

const LISTED = 3;

/** Findings that explain by themselves why one runtime has what another has not. */
const EXPLAINED: readonly string[] = [
  'ca-certs/block-unparsable',
  'ca-certs/boundary-glued',
  'ca-certs/bom-hides-first',
  'ca-certs/trusted-block',
  'ca-certs/der-not-pem',
  'ca-certs/other-format',
  'ca-certs/hash-link-missing',
  'ca-certs/unreadable',
  'ca-certs/too-large',
  'ca-certs/not-a-regular-file',
  'ca-certs/empty',
  'ca-certs/no-certificates',
  'ca-certs/override-missing',
  'ca-certs/never-configured',
  'ca-certs/bundle-missing',
  'ca-certs/negative-serial',
  'ca-certs/hidden-by-mount',
  'ca-certs/bundle-link-dangling',
];

/**
 * One runtime loses what another takes from the same source, or has none. Node's own list is not
 * compared: that Node ships its own is no defect.
 */
export function judgeRuntimes(facts: CaFacts, sources: readonly CaFinding[]): CaFinding[] {
  if (sources.some(({ rule }) => EXPLAINED.includes(rule))) return [];
  const { go, openssl, node, places } = facts;
  const findings: CaFinding[] = [];
  if (openssl !== null) {
    const where = places.openssl?.files[0]?.path ?? null;
    findings.push(...aside(compare('Go', go.roots, 'OpenSSL', openssl.roots, where), facts));
    findings.push(...compare('OpenSSL', openssl.roots, 'Go', go.roots, places.go.file?.path ?? null));
  }
  const { extra } = places.node;
  if (extra !== null) {
    findings.push(...compare('Go', new Set(extra.content.reading.go), 'Node', node.roots, extra.path));
  }
  if (!node.bundled && node.roots.size === 0 && go.roots.size > 0) {
    findings.push(...compare('Go', go.roots, 'Node', node.roots, '--use-openssl-ca'));
  }
  return findings;
}

/**
 * A file that SSL_CERT_FILE names, in an image whose directory has no hash names: Go goes on with its own directories,
 * OpenSSL has that file alone and reads all of it. Nothing in the file is wrong, and images without OpenSSL are so.
 */
function aside(findings: readonly CaFinding[], { places, openssl, go, variables }: CaFacts): CaFinding[] {
  const [file] = places.openssl?.files ?? [];
  if (!variables.SSL_CERT_FILE || file === undefined) return [...findings];
  const inFile = new Set(file.content.reading.go);
  const lost = [...go.roots].filter((entry) => !openssl?.roots.has(entry));
  if (lost.some((entry) => inFile.has(entry))) return [...findings];
  return findings.map((finding) =>
    finding.rule === 'ca-certs/runtimes-disagree'
      ? { ...finding, args: { ...finding.args, alone: true }, severity: 'info' }
      : finding,
  );
}

function compare(
  has: string,
  all: ReadonlySet<Entry>,
  lacks: string,
  other: ReadonlySet<Entry>,
  where: string | null,
): CaFinding[] {
  const lost = [...all].filter((entry) => !other.has(entry));
  if (lost.length === 0) return [];
  return [
    {
      rule: 'ca-certs/runtimes-disagree',
      args: {
        has,
        lacks,
        count: lost.length,
        left: other.size,
        where,
        alone: false,
        certificates: lost.slice(0, LISTED).map(nameOf),
      },
    },
  ];
}
