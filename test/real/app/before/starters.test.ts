import { expect, it } from 'vitest';
import { describeReal } from '../../../support/system/real-tools.ts';
import { BEHIND, FORMS, NOT_OF_TOYBOX, SILENT, USUAL, WITHOUT_BEHIND } from './forms.ts';
import { MAKERS, StartersWorld } from './starters.ts';

/** Of which a maker has no program of that name, and says so. */
const HAS_NONE = /applet not found|Unknown command|function\/utility not found/;

describeReal(
  'a program in front of another',
  { tools: ['env', 'setpriv', 'chroot', 'su', 'runuser', 'sh'], root: true },
  () => {
    let count = 0;
    it.each(Object.keys(FORMS))('starts it, or refuses its words, as told of %s by any maker', (program) => {
      const wrong: unknown[] = [];
      for (const [maker, find] of Object.entries(MAKERS)) {
        const real = find(program);
        if (real === null || (maker === 'toybox' && NOT_OF_TOYBOX.includes(program))) continue;
        const world = new StartersWorld(program, real);
        const behind = WITHOUT_BEHIND.includes(program)
          ? []
          : BEHIND.map((more) => `${USUAL[program] ?? ''}@/server ${more}`);
        for (const form of [...(FORMS[program] ?? []), ...behind]) {
          if (SILENT.includes(`${maker} ${program} ${form}`)) continue;
          const words = [program, ...form.split(' ').filter((word) => word !== '')];
          const { started, status, stderr, seen } = world.compare(words);
          if (HAS_NONE.test(stderr)) break;
          count++;
          const at = seen.problem?.at;
          const isFine = at === undefined || (at.code === 'script-no-shebang' && at.shell);
          const does = started || (status === 0 && !form.includes('@'));
          if (does !== isFine)
            wrong.push({ maker, form: words.join(' '), started, stderr, at: seen.problem?.at ?? null });
        }
        world.close();
      }
      expect(wrong).toEqual([]);
    });
    it('by all makers that are here', () => expect(count).toBeGreaterThan(900));
  },
);
