import type { GoVersionFacts } from './facts.ts';

/** What the probe's line in the text report says. */
export function summary({ go, version, goroot, outcome, output, provenance }: GoVersionFacts): string {
  if (go === null) return 'no go command';
  if (outcome === null) return `go at ${go.path}`;
  if (version === null) {
    return `${go.path} does not ${outcome.kind === 'not-started' ? 'start' : 'tell its version'}`;
  }
  const where = goroot === null ? go.path : goroot.path;
  const { look = null, findings = [] } = provenance ?? {};
  const listed = look === null || findings.length > 0 ? '' : `, ${look.compared} files as listed`;
  return `${output.slice('go version '.length)} at ${where}${listed}`;
}
