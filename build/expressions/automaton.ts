import { CharSet, type Concatenation, type Element, JS, type NoParent } from 'refa';

/** A step between two characters that need not be one after the other in the expression. */
export interface Step {
  readonly to: Node;
  /** There is more than one way without a character between the two: `(a+)+`. */
  readonly twice: boolean;
}

/** One place of the expression at which a character is read. */
export interface Node {
  /** What it reads. */
  readonly reads: CharSet;
  readonly steps: Step[];
  /** What may follow for the expression to have matched here; null: nothing. */
  accepts: { readonly next: CharSet; readonly end: boolean } | null;
}

/** Repetitions are unrolled so often: what is bounded only multiplies the time. */
const UNROLLED = 2;

/** A state of Thompson's construction: arrows that read a character, and arrows that do not, with what they demand. */
interface State {
  readonly free: Free[];
  readonly read?: { readonly reads: CharSet; readonly to: State };
  readonly accept?: true;
}

interface Free {
  readonly to: State;
  /** The character before must be one of these, or there must be none. */
  readonly before?: CharSet;
  readonly atStart?: boolean;
  /** The same of the character behind. */
  readonly after?: CharSet;
  readonly atEnd?: boolean;
}

const state = (): State => ({ free: [] });

/** The automaton of an expression: every way in which a backtracking matcher may go through it. */
export function automatonOf(source: string, flags: string): readonly Node[] {
  const parser = JS.Parser.fromLiteral({ source, flags });
  const { expression, maxCharacter } = parser.parse({ backreferences: 'throw', assertions: 'parse' });
  const all = CharSet.all(maxCharacter);
  const accept: State = { free: [], accept: true };
  const start = alternatives(expression.alternatives, accept, all);
  return new Nodes(all).from(start, !flags.includes('y'));
}

function alternatives(list: readonly NoParent<Concatenation>[], next: State, all: CharSet): State {
  const fork = state();
  for (const { elements } of list) {
    fork.free.push({ to: elements.reduceRight((after, element) => one(element, after, all), next) });
  }
  return fork;
}

function one(element: NoParent<Element>, next: State, all: CharSet): State {
  switch (element.type) {
    case 'CharacterClass':
      return { free: [], read: { reads: element.characters, to: next } };
    case 'Alternation':
      return alternatives(element.alternatives, next, all);
    case 'Quantifier': {
      const { min, max } = element;
      let after = next;
      if (max === Number.POSITIVE_INFINITY) {
        const loop = state();
        loop.free.push({ to: alternatives(element.alternatives, loop, all) }, { to: next });
        after = loop;
      } else {
        for (let i = Math.min(max - min, UNROLLED); i > 0; i--) {
          const maybe = state();
          maybe.free.push({ to: alternatives(element.alternatives, after, all) }, { to: next });
          after = maybe;
        }
      }
      for (let i = Math.min(min, UNROLLED); i > 0; i--)
        after = alternatives(element.alternatives, after, all);
      return after;
    }
    case 'Assertion': {
      const only = singleCharacter(element.alternatives);
      const fork = state();
      if (only !== null) {
        const allowed = element.negate ? only.negate() : only;
        const edge = element.negate;
        fork.free.push(
          element.kind === 'behind'
            ? { to: next, before: allowed, atStart: edge }
            : { to: next, after: allowed, atEnd: edge },
        );
        return fork;
      }
      // What is looked at ahead takes its time, whatever comes of it; a look behind is bounded in all that we have.
      if (element.kind === 'ahead') fork.free.push({ to: alternatives(element.alternatives, state(), all) });
      fork.free.push({ to: next });
      return fork;
    }
    default:
      throw new Error(`${element.type} is not understood`);
  }
}

function singleCharacter(list: readonly NoParent<Concatenation>[]): CharSet | null {
  const [first, ...more] = list;
  const [element, ...others] = first?.elements ?? [];
  return more.length + others.length === 0 && element?.type === 'CharacterClass' ? element.characters : null;
}

/** What a way without characters leads to, and what it demands of the characters before and behind it. */
interface Way {
  readonly read: State['read'] | null;
  readonly before: CharSet;
  readonly after: CharSet;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** Makes one node of each reading arrow, and of each demand on its character that a way from it or to it has. */
class Nodes {
  readonly #all: CharSet;
  readonly #ways = new Map<State, readonly Way[]>();
  readonly #nodes = new Map<string, Node>();
  readonly #numbers = new Map<object, number>();

  constructor(all: CharSet) {
    this.#all = all;
  }

  /** `anywhere`: the matcher begins at every character; that loop is the first node. */
  from(start: State, anywhere: boolean): readonly Node[] {
    const fork: State = { free: [] };
    // Reading on, or beginning.
    const reading = { reads: this.#all, to: fork };
    fork.free.push({ to: { free: [], read: reading } }, { to: start });
    for (const way of this.#waysFrom(anywhere ? fork : start)) if (way.atStart) this.#nodesOf(way);
    return [...this.#nodes.values()];
  }

  /** The nodes of what a way leads to: one for each demand of the ways that go on from there. */
  #nodesOf({ read, after }: Way): readonly Node[] {
    if (read == null) return [];
    const onward = this.#waysFrom(read.to);
    const demands = new Map(onward.map((way) => [way.before.toString(), way.before]));
    return [...demands.values()].flatMap((before) => {
      const reads = read.reads.intersect(after).intersect(before);
      return reads.isEmpty ? [] : [this.#node(read, reads, before, onward)];
    });
  }

  #node(read: object, reads: CharSet, before: CharSet, onward: readonly Way[]): Node {
    const number = this.#numbers.get(read) ?? this.#numbers.size;
    this.#numbers.set(read, number);
    const key = `${number} ${reads} ${before}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node: Node = { reads, steps: [], accepts: null };
    this.#nodes.set(key, node);
    const found = new Map<Node, number>();
    for (const way of onward) {
      if (!way.before.equals(before)) continue;
      if (way.read === null) {
        const { next, end } = node.accepts ?? { next: CharSet.empty(this.#all.maximum), end: false };
        node.accepts = { next: next.union(way.after), end: end || way.atEnd };
      }
      for (const to of this.#nodesOf(way)) found.set(to, (found.get(to) ?? 0) + 1);
    }
    for (const [to, times] of found) node.steps.push({ to, twice: times > 1 });
    return node;
  }

  #waysFrom(from: State): readonly Way[] {
    let ways = this.#ways.get(from);
    if (ways === undefined) {
      const found: Way[] = [];
      this.#walk(from, { before: this.#all, after: this.#all, atStart: true, atEnd: true }, new Set(), found);
      ways = found;
      this.#ways.set(from, ways);
    }
    return ways;
  }

  #walk(at: State, so: Omit<Way, 'read'>, passed: Set<State>, found: Way[]): void {
    if (passed.has(at) || (so.after.isEmpty && !so.atEnd)) return;
    if (at.read !== undefined) found.push({ ...so, read: at.read });
    if (at.accept) found.push({ ...so, read: null });
    passed.add(at);
    for (const { to, before, atStart, after, atEnd } of at.free) {
      this.#walk(
        to,
        {
          before: before === undefined ? so.before : so.before.intersect(before),
          after: after === undefined ? so.after : so.after.intersect(after),
          atStart: so.atStart && (atStart ?? true),
          atEnd: so.atEnd && (atEnd ?? true),
        },
        passed,
        found,
      );
    }
    passed.delete(at);
  }
}
