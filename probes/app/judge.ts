import type { Policy } from '../../src/core/policy/policy.ts';
import { releaseNumbers } from '../../src/go/release.ts';
import { endOfLife } from '../../src/go/releases.ts';
import { isShell } from '../../src/target/program/start/before/shell.ts';
import { wordsMeant } from '../../src/target/program/start/before/written.ts';
import type { StartProblem } from '../../src/target/program/start/problem.ts';
import type { AppFacts } from './facts.ts';
import type { AppFinding } from './rules/index.ts';

/** Facts → findings; pure. */
export function judge(facts: AppFacts, policy: Policy): readonly AppFinding[] {
  return [
    ...startFindings(facts),
    ...goFindings(facts),
    ...rightsFindings(facts),
    ...portFindings(facts, policy),
    ...writableFindings(facts),
  ];
}

function startFindings({ seen, running }: AppFacts): readonly AppFinding[] {
  if (seen?.problem == null || running) return [];
  const { at, word, sure } = seen.problem;
  const problems = seen.program?.problems.includes(at) ? seen.program.problems : [at];
  return problems.map((problem) => {
    const lives = problem.code === 'script-no-shebang' && problem.shell;
    const found = findingOf(problem, word);
    return sure && !lives ? found : { ...found, severity: 'warning' };
  });
}

function findingOf(problem: StartProblem, word: string): AppFinding {
  const { code, ...args } = problem;
  switch (problem.code) {
    case 'missing': {
      const { path, link, root, volume } = problem;
      const rule = isShell(word) ? 'app/shell-missing' : 'app/missing';
      const meant = wordsMeant(word);
      const more = {
        ...(root === undefined ? {} : { root }),
        ...(volume === undefined ? {} : { volume }),
        ...(meant === null ? {} : { meant }),
      };
      return { rule, args: { program: word, path, link, ...more } };
    }
    case 'version-missing': {
      const { version, library, neededBy } = problem;
      return { rule: 'app/symbol-version-missing', args: { version, library, neededBy } };
    }
    default:
      return { rule: `app/${code}`, args } as AppFinding;
  }
}

/** GOAMD64 and the flags of the processor are compared by the program itself, at its start. */
function goFindings({ seen, go, cpu, running, runs }: AppFacts): readonly AppFinding[] {
  // Of a file that was deleted the kernel says so behind its name.
  const path = runs?.replace(/ \(deleted\)$/, '') ?? seen?.program?.path;
  if (go === null || path === undefined) return [];
  const found: AppFinding[] = [];
  const needs = Number(go.amd64?.slice(1));
  if (!running && cpu !== null && needs > cpu)
    found.push({ rule: 'app/cpu-level', args: { path, needs, has: cpu } });
  const [major, minor] = releaseNumbers(go.version) ?? [];
  const ended = major === 1 && minor !== undefined ? endOfLife(minor) : null;
  if (minor !== undefined && ended !== null) {
    const ofLine = { line: `1.${minor}`, successor: `1.${minor + 2}`, since: ended };
    found.push({ rule: 'app/go-end-of-life', args: { path, version: go.version, ...ofLine } });
  }
  const args = { path, version: go.version };
  if (go.race) found.push({ rule: 'app/go-race-build', args });
  if (go.cover) found.push({ rule: 'app/go-cover-build', args });
  if (go.modified === true) found.push({ rule: 'app/go-modified-build', args });
  return found;
}

function rightsFindings({ capabilities, ports, running }: AppFacts): readonly AppFinding[] {
  if (capabilities === null || running) return [];
  const { path, missing, lost, why, stated } = capabilities;
  if (missing.length > 0) {
    const args = { path, missing };
    return [{ rule: 'app/capabilities-refused', args, ...(stated ? {} : { severity: 'warning' }) }];
  }
  const onlyPorts = lost.every((name) => name === 'NET_BIND_SERVICE');
  // Of the ports that the policy names more is known.
  if (why === null || (onlyPorts && ports !== null)) return [];
  // Whether it listens below 1024 nobody said.
  return [
    { rule: 'app/capabilities-idle', args: { path, lost, why }, ...(onlyPorts && { severity: 'info' }) },
  ];
}

function portFindings({ ports, seen, runs, capabilities }: AppFacts, policy: Policy): readonly AppFinding[] {
  if (ports === null || ports.effective) return [];
  const { firstFree, uid, attainable, onFile, listening, perhapsListening } = ports;
  const closed = policy.app.ports.filter((port) => port < firstFree && !listening.includes(port));
  if (closed.length === 0) return [];
  const path = capabilities?.path ?? seen?.program?.path ?? runs;
  const args = { ports: closed, firstFree, uid, attainable, path, onFile };
  // The file of the program may have the capability where nobody can see it, and the user in front of it may be root.
  const isShut = closed.some((port) => !perhapsListening.includes(port));
  const isSure = isShut && uid !== null && (!attainable || onFile !== null);
  return [{ rule: 'app/needs-privileged-port', args, ...(isSure ? {} : { severity: 'warning' }) }];
}

function writableFindings({ writable, seen }: AppFacts): readonly AppFinding[] {
  const path = seen?.program?.path;
  return writable === null || path === undefined
    ? []
    : [{ rule: 'app/writable-by-self', args: { path, what: writable } }];
}
