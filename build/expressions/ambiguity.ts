import { automatonOf, type Node } from './automaton.ts';

/**
 * Null where a backtracking matcher takes linear time on every input; else a text that, again and again and with
 * something else at its end, takes it more. A word that can be read in two places of the
 * expression, and leads from the one to both, can be divided between them at each of its repetitions: where the rest
 * then does not match, all divisions are tried (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991).
 * The place before the expression is one of them, since an expression that is not anchored begins at every character.
 */
export function slowness(source: string, flags: string): string | null {
  const nodes = automatonOf(source, flags).filter((node) => !isCertain(node));
  const kept = new Set(nodes);
  const next = new Map(nodes.map((node) => [node, node.steps.filter(({ to }) => kept.has(to))]));
  const reachable = new Map(nodes.map((node) => [node, reach(node, next)]));
  const sameLoop = (a: Node, b: Node) => (reachable.get(a)?.has(b) && reachable.get(b)?.has(a)) ?? false;
  const looping = nodes.filter((node) => sameLoop(node, node));
  for (const node of looping) {
    const twice = next.get(node)?.find(({ to, twice: more }) => more && sameLoop(node, to));
    if (twice !== undefined) return letter(twice.to);
  }
  for (const p of looping) {
    for (const q of looping) {
      if (p === q || !reachable.get(p)?.has(q)) continue;
      const pump = sharedWord(p, q, next, sameLoop);
      if (pump !== null) return pump;
    }
  }
  return null;
}

type Next = ReadonlyMap<Node, Node['steps']>;

function reach(from: Node, next: Next): ReadonlySet<Node> {
  const found = new Set<Node>();
  const queue = [from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const { to } of next.get(node) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      queue.push(to);
    }
  }
  return found;
}

/** A word that leads from p to p, from p to q and from q to q. */
function sharedWord(p: Node, q: Node, next: Next, sameLoop: (a: Node, b: Node) => boolean): string | null {
  const numbers = new Map([...next.keys()].map((node, i) => [node, i]));
  const keyOf = (nodes: readonly Node[]) => nodes.map((node) => numbers.get(node)).join();
  const goal = keyOf([p, q, q]);
  const seen = new Set<string>();
  const queue: { readonly at: readonly [Node, Node, Node]; readonly word: string }[] = [
    { at: [p, p, q], word: '' },
  ];
  for (let i = 0; i < queue.length; i++) {
    const { at, word } = queue[i] as (typeof queue)[number];
    for (const { to: a } of next.get(at[0]) ?? []) {
      if (!sameLoop(p, a)) continue;
      for (const { to: c } of next.get(at[2]) ?? []) {
        const both = a.reads.intersect(c.reads);
        if (both.isEmpty || !sameLoop(q, c)) continue;
        for (const { to: b } of next.get(at[1]) ?? []) {
          const common = both.intersect(b.reads);
          if (common.isEmpty) continue;
          const key = keyOf([a, b, c]);
          if (key === goal) return word + letter({ reads: common });
          if (seen.has(key)) continue;
          seen.add(key);
          queue.push({ at: [a, b, c], word: word + letter({ reads: common }) });
        }
      }
    }
  }
  return null;
}

/** The whole expression matches from here on, whatever follows: nobody comes back to try another way. */
function isCertain(node: Node): boolean {
  const seen = new Set<Node>();
  const certain = (at: Node): boolean => {
    if (at.accepts === null || !at.accepts.end) return false;
    if (seen.has(at)) return true;
    seen.add(at);
    let open = at.accepts.next.negate();
    for (const { to } of at.steps) {
      if (open.isEmpty) break;
      if (open.isDisjointWith(to.reads) || !certain(to)) continue;
      open = open.without(to.reads);
    }
    return open.isEmpty;
  };
  return certain(node);
}

/** A character that people can read, where there is one. */
function letter({ reads }: Pick<Node, 'reads'>): string {
  for (const code of [97, 48, 32, 45, 47, 58, 34, 123, 125, 10])
    if (reads.has(code)) return String.fromCharCode(code);
  return String.fromCodePoint(reads.ranges[0]?.min ?? 0);
}
