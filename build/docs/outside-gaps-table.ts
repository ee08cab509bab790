import { GAPS } from '../../test/e2e/outside/gaps.ts';

/** What nobody can know of a container that is looked at from outside; test/e2e/outside/outside.test.ts compares by it. */
export function outsideGapsTable(): string {
  const rows = GAPS.map(({ what, rules, root, process }) => {
    const silent = rules.map((rule) => `\`${rule}\``).join(', ');
    return `| ${what} | ${root ?? 'known'} | ${process ?? 'known'} | ${silent} |`;
  });
  return `| what | of a root file system | of another process | rules that may be silent |\n|---|---|---|---|\n${rows.join('\n')}`;
}
