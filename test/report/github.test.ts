import { error, notice, warning } from '@actions/core';
import { describe, expect, it, vi } from 'vitest';
import type { FindingOrigin } from '../../src/core/documents/report.ts';
import { visible } from '../../src/core/text/visible.ts';
import { explained, worstFirst } from '../../src/report/failing.ts';
import { github } from '../../src/report/github.ts';
import { everyKind, finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

/** What GitHub's own library writes for the same annotations, once nothing in them steers a terminal. */
function reference(report = everyKind(), place: { file?: string; startLine?: number } = {}): string[] {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text).trimEnd());
    return true;
  });
  const annotate = { error, warning, info: notice } as const;
  for (const f of worstFirst(report)) {
    const shown = explained(f).split('\n').map(visible).join('\n');
    annotate[f.severity](shown, { title: f.rule, ...place });
  }
  write.mockRestore();
  return lines;
}

describe('github', () => {
  it('writes the annotations that the toolkit writes', () => {
    const lines = github(everyKind()).trimEnd().split('\n');
    expect(lines.slice(1, -1)).toEqual(reference());
  });

  it('annotates the line of the file that is to blame', () => {
    const layer = { layer: 1, digest: 'sha256:0', createdBy: 'COPY certs /etc/ssl/certs' };
    const blamed = (...origin: FindingOrigin[]) =>
      sampleReport([probeReport('pod', { status: 'fail', findings: [finding('pod/refused', { origin })] })]);
    const manifest = blamed(layer, { file: 'a,b:%.yaml', line: 12 });
    expect(github(manifest).split('\n')[0]).toBe(
      reference(manifest, { file: 'a,b:%.yaml', startLine: 12 })[0],
    );
    // A manifest on stdin, and a layer, are no file of the repository.
    const nowhere = blamed(layer, { file: '-', line: 12 });
    expect(github(nowhere).split('\n')[0]).toBe(reference(nowhere)[0]);
  });

  it('annotates a probe without a conclusion as an error and ends with the verdict', () => {
    const lines = github(everyKind()).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^::error title=umask inconclusive::/);
    expect(lines.at(-1)).toMatch(/^NOT READY /);
  });
});
