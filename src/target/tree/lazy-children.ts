import type { TreeNode } from './node.ts';

/** The entries of a directory, which are listed when somebody first asks for any of them. */
export class LazyChildren extends Map<string, TreeNode> {
  #list: (() => Iterable<readonly [string, TreeNode]>) | null = null;

  /** @param list called once at most */
  static of(list: () => Iterable<readonly [string, TreeNode]>): LazyChildren {
    const children = new LazyChildren();
    children.#list = list;
    return children;
  }

  load(): this {
    const list = this.#list;
    this.#list = null;
    for (const [name, node] of list?.() ?? []) super.set(name, node);
    return this;
  }

  override get(name: string): TreeNode | undefined {
    this.load();
    return super.get(name);
  }

  override has(name: string): boolean {
    this.load();
    return super.has(name);
  }

  override keys(): ReturnType<Map<string, TreeNode>['keys']> {
    this.load();
    return super.keys();
  }

  override values(): ReturnType<Map<string, TreeNode>['values']> {
    this.load();
    return super.values();
  }

  override entries(): ReturnType<Map<string, TreeNode>['entries']> {
    this.load();
    return super.entries();
  }

  override [Symbol.iterator](): ReturnType<Map<string, TreeNode>['entries']> {
    return this.entries();
  }

  override forEach(call: (node: TreeNode, name: string, all: Map<string, TreeNode>) => void): void {
    this.load();
    super.forEach(call);
  }

  override get size(): number {
    this.load();
    return super.size;
  }
}
