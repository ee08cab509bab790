import type { Project } from '../../../src/go/modules/project.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { godebugProblem } from './godebug.ts';

/** godebug lines that the go command refuses when it loads the module; of a workspace go.work's alone count. */
export function judgeGodebug({ own, path }: Project, { values }: Seen): GoEnvFinding[] {
  const goversion = values.GOVERSION ?? '';
  for (const line of own.godebug) {
    const problem = godebugProblem(line, goversion);
    if (problem === null) continue;
    const args = { path, line: line.line, key: line.key, value: line.value, problem, goversion };
    return [{ rule: 'go-env/godebug-unknown', args }];
  }
  return [];
}
