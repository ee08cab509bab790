import { error, notice, warning } from '@actions/core';
import { describe, expect, it, vi } from 'vitest';
import { visible } from '../../src/core/text/visible.ts';
import { explained, worstFirst } from '../../src/report/failing.ts';
import { github } from '../../src/report/github.ts';
import { everyKind } from '../support/sample-report.ts';

/** What GitHub's own library writes for the same annotations, once nothing in them steers a terminal. */
function reference(): string[] {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text).trimEnd());
    return true;
  });
  const annotate = { error, warning, info: notice } as const;
  for (const f of worstFirst(everyKind())) {
    const shown = explained(f).split('\n').map(visible).join('\n');
    annotate[f.severity](shown, { title: f.rule });
  }
  write.mockRestore();
  return lines;
}

describe('github', () => {
  it('writes the annotations that the toolkit writes', () => {
    const lines = github(everyKind()).trimEnd().split('\n');
    expect(lines.slice(1, -1)).toEqual(reference());
  });

  it('annotates a probe without a conclusion as an error and ends with the verdict', () => {
    const lines = github(everyKind()).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^::error title=umask inconclusive::/);
    expect(lines.at(-1)).toMatch(/^NOT READY /);
  });
});
