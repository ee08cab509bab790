import { FIGURES, type Figures } from '../../test/go-scripts/figures.ts';

/** What Go's own scripts came to, from the result file of the suite. */
export function goScriptsTable(): string {
  const row = (name: string, one: Figures) =>
    `| ${name} | ${one.scripts} | ${one.calls} (${one.failed}) | ${one.routes} | ${one.agree} | ${one.disagreements} |`;
  return [
    `| of Go ${FIGURES.go} | scripts | calls of go (failed) | rows of route | agree throughout | calls that differ |`,
    '|---|---|---|---|---|---|',
    row('the sixty', FIGURES.quick),
    row('all that called go', FIGURES.tried),
  ].join('\n');
}
