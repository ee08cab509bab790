import { afterAll, describe, expect, it } from 'vitest';
import { outcomeOf, prepare } from '../../support/go/offline/compare.ts';
import { MUTATIONS } from '../../support/go/offline/mutations.ts';
import { emptyPlace } from '../../support/go/offline/project.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';
import { removeTree } from '../../support/system/remove-tree.ts';

/** Of more than a hundred: each step meets a module in CI, every one in `npm run test:deep`. */
const STRIDE = 9;

/** GOPROXY=off: what is said of a module cache, and what the real go makes of it. */
describeReal('the module cache without a network', { go: true }, () => {
  const all = goToolchains();
  const toolchains = WHOLE ? all : [all.at(0), all.at(-1)].filter((one) => one !== undefined);
  const root = emptyPlace();
  afterAll(() => removeTree(root));

  describe.each(toolchains)('Go $version', (toolchain) => {
    it.each(['1.16', '1.17'])(
      'is enough or not as was said, for the go line %s',
      async (goLine) => {
        const place = await prepare(`${root}/${toolchain.version}-${goLine}`, toolchain, goLine);
        const wrong: unknown[] = [];
        let depends = 0;
        const mutations = MUTATIONS.filter(
          ({ name }, at) => WHOLE || (at % STRIDE === 0 && !name.includes('without a source')),
        );
        for (const mutation of mutations) {
          const { said, real, output } = await outcomeOf(place, mutation, WHOLE);
          if (said.build === 'depends') depends++;
          const build = said.build === 'depends' || said.build === real.build;
          if (!build || said.download !== real.download)
            wrong.push({ of: mutation.name, said, real, output });
        }
        expect(wrong).toEqual([]);
        // Of what only others import from nobody says more; of the rest everything.
        expect(depends).toBeLessThan(mutations.length / 2);
      },
      600_000,
    );
  });
});
