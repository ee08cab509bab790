import type { Question } from '../../src/target/posix/sockets/socket.ts';
import type { ListenersFacts } from './facts.ts';
import { judgeFree } from './judge/free.ts';
import { judgeServed } from './judge/served.ts';
import type { ListenersFinding } from './rules/index.ts';
import { atPorts } from './sockets/at-ports.ts';

/** What nobody can know of a container that is looked at from outside is no defect: the report lists it. */
const NOT_KNOWN = 'NOT_KNOWN';

/** Facts → findings; pure. */
export function judge(facts: ListenersFacts, question: Question): readonly ListenersFinding[] {
  const { sockets, unseen, wanted } = facts;
  if (sockets !== null) {
    const of = question === 'served' ? judgeServed : judgeFree;
    const there = atPorts(sockets, facts.rights.reserved);
    return wanted.flatMap((one) => of(one, facts, there));
  }
  const [first] = wanted;
  if (first === undefined || unseen === NOT_KNOWN) return [];
  // What the policy asks for and nobody can see is not granted.
  const { port, protocol } = first;
  return [{ rule: 'listeners/unknown', args: { what: 'sockets', port, protocol, errno: unseen } }];
}
