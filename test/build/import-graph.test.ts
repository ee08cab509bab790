import { describe, expect, it } from 'vitest';
import { floorsOf, graphOf, importsOf, neighboursOf } from '../../build/docs/import-graph.ts';

const folder = (file: string) => file.split('/')[0] ?? null;
const house = graphOf(
  [
    { from: 'roof/a.ts', to: 'wall/b.ts' },
    { from: 'wall/b.ts', to: 'wall/c.ts' },
    { from: 'wall/b.ts', to: 'ground/d.ts' },
    { from: 'roof/a.ts', to: 'ground/d.ts' },
  ],
  folder,
);

describe('the drawing of the house', () => {
  it('puts each room above all that it imports from', () => {
    expect(floorsOf(house)).toEqual([['ground'], ['wall'], ['roof']]);
  });

  it('leaves out what a room gets by way of its neighbour', () => {
    expect(neighboursOf(house, 'roof')).toEqual(['wall']);
  });

  it('names the rooms that import each other in a circle', () => {
    const circle = graphOf(
      [
        { from: 'a/1.ts', to: 'b/1.ts' },
        { from: 'b/2.ts', to: 'a/2.ts' },
      ],
      folder,
    );
    expect(() => floorsOf(circle)).toThrow('in a circle: a, b');
  });

  it('sees imports of types and those that are loaded late', () => {
    const imports = importsOf(['src', 'probes']);
    expect(imports).toContainEqual({ from: 'src/core/probe.ts', to: 'src/target/host.ts' });
    expect(imports).toContainEqual({ from: 'probes/umask/index.ts', to: 'probes/umask/rules/index.ts' });
  });
});
