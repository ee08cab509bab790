import { symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeReal, tool } from '../../../support/system/real-tools.ts';
import { StartersWorld } from './starters.ts';

/** Texts for `sh -c`, and what stands behind them: `~` is a folder with `server`, `closed`, `dir` and `dir/inner`. */
const STARTS: readonly (readonly [text: string, ...given: string[]])[] = [
  ['exec ~/server'],
  ['~/server'],
  ['exec \'~/server\' --flag "a b"'],
  ['"~"/server -x'],
  ['set -e; exec ~/server'],
  ['set -e\nset -u\nexec ~/server'],
  ['set -eu && exec ~/server'],
  ['cd ~/dir && exec ./inner'],
  ['cd ~/dir && ./inner'],
  ['export A=1 B="2 3"; exec ~/server'],
  ['A=1 B= exec ~/server'],
  ['A=1 ~/server'],
  ['umask 027; exec ~/server'],
  ['umask 0022 && exec ~/server'],
  ['echo starting; exec ~/server'],
  ['echo "all is well" && ~/server'],
  [': && true && exec ~/server'],
  ['exec ~/server 2>&1'],
  ['exec ~/server 2>>~/dir/log'],
  ['exec ~/server 2> "~/dir/a log"'],
  ['cd ~/dir && exec ./inner 2>log'],
  ['exec ~/server 2>log'],
  ['exec ~/server;'],
  ['exec ~/server 2>/dev/null'],
  ['exec ~/server </dev/null 2>&1'],
  ['exec "$@"', 'sh', '~/server', '-x'],
  ['exec "$0" "$@"', '~/server', '-x'],
  ['exec ~/server "$@"', 'sh', '-x'],
  ['cd ~/dir && exec "$@"', 'sh', './inner'],
  ['  exec   ~/server  '],
  ['exec named'],
  ['exec env A=1 ~/server'],
  ['exec timeout 5 ~/server'],
  ['sh -c "exec ~/server"'],
];

/** The same with what is not there, or may not be started. */
const FAILS: typeof STARTS = STARTS.map(([text, ...given]) => {
  const broken = (word: string) =>
    word
      .replace(/server\b/g, 'missing')
      .replace(/inner\b/g, 'missing')
      .replace(/named\b/g, 'no-such-program');
  return [broken(text), ...given.map(broken)] as const;
}).concat([
  ['cd ~/missing && exec ~/server'],
  ['exec ~/server >~/missing/log'],
  ['exec ~/server >> ~/missing/log 2>&1'],
  ['cd ~/dir && exec ./inner 2>missing/log'],
  ['~/server 2>~/server/log'],
  ['cd ~/server && exec ~/server'],
  ['set -e; cd ~/missing && exec ~/server'],
  ['exec ~/closed'],
  ['exec ~/dir'],
  ['exec env -C /missing ~/server'],
  ['echo a >~/missing/log && exec ~/server'],
  ['exec >~/missing/log 2>&1 && exec ~/server'],
]);

/** Texts that do more: nothing may be said of them that is not so. */
const MORE: typeof STARTS = [
  ['exec ~/missing || exec ~/server'],
  ['if false; then exec ~/missing; fi; exec ~/server'],
  ['false && exec ~/missing; exec ~/server'],
  ['cd ~/missing; exec ~/server'],
  ['cd ~/missing || true; exec ~/server'],
  ['P=~/server; exec $P'],
  ['exec "$P" ~/missing; exec ~/server'],
  ['f() { ~/server; }; f'],
  ['~/server & wait'],
  ['~/missing | ~/server'],
  ['exec $(echo ~/server)'],
  ['exec `echo ~/server`'],
  ['exec ~/serve?'],
  ['exec ~/serv{er,}'],
  ['exec ~/server # ~/missing'],
  ['# nothing'],
  [''],
  ['exec ~/server \\\n -x'],
  ['eval exec ~/server'],
  ['PATH=~/dir:$PATH exec inner'],
  ['PATH=~/dir; exec inner'],
  ['export PATH=~/dir; exec inner'],
  ['PATH=~/dir inner'],
  ['cd ~ && cd dir && exec ./inner'],
  ['cd -- ~/dir && exec ./inner'],
  ['cd ~/dir; exec ./inner'],
  ['exec -a name ~/server'],
  ['command ~/server'],
  ['trap : TERM; exec ~/server'],
  ['echo a >~/missing/log; exec ~/server'],
  ['echo a >~/missing/log && exec ~/missing'],
  ['exec ~/server 2>$LOG'],
  ['exec 2>~/missing/log; exec ~/server'],
  ['exec 2>~/dir/log; exec ~/server'],
  ['exec 2>>~/dir/log && exec ~/server'],
  ['exec 2>dir/log && cd ~/dir && exec ./inner'],
  ['echo a >>~/dir/log && exec ~/server'],
  ['exec "$@"', 'sh'],
  ['exec $@', 'sh', '~/server'],
  ['exec "$*"', 'sh', '~/server'],
  ['exec "$@"/server', 'sh', '~'],
  ['! ~/missing; ~/server'],
  ['while :; do exec ~/server; done'],
  ['A=1; B=2; exec ~/server'],
  ['export A; exec ~/server'],
  ['export A=$B; exec ~/server'],
  ['~/server;'],
  ['exec ~/server;'],
  ['~/server &&'],
  [';~/server'],
  ['umask -S; exec ~/server'],
  ['set -o pipefail; exec ~/server'],
  ['set -- ~/server; exec "$@"', 'sh', '~/missing'],
  ['set ~/server; exec "$@"', 'sh', '~/missing'],
  ['exec <~/missing; exec ~/server'],
  ['\\~/missing; exec ~/server'],
];

const SHELLS: Readonly<Record<string, readonly string[]>> = {
  dash: ['dash'],
  bash: ['bash'],
  'busybox sh': ['busybox', 'sh'],
};
const OPTIONS = [['-c'], ['-ec'], ['-e', '-c'], ['-uc']];

/** Entrypoints that end with a program, which is there or not; and such of which nothing may be said. */
const SCRIPTS: Readonly<Record<'STARTS' | 'FAILS' | 'MORE', typeof STARTS>> = {
  STARTS: [
    ['set -e\necho ready\nexec ~/server'],
    ['set -e\n\nexec ~/server "$@"\n# the end\n\n', '-x'],
    ['if [ -n "$A" ]; then\n  exec ~/missing\nfi\nexec ~/server --flag "a b"'],
    ['cat <<END >/dev/null\nexec ~/missing\nEND\nexec ~/server'],
    ['exec env A=1 ~/server "$@"'],
    ['echo a\nexec "$@"', '~/server', '-x'],
    ['case "$1" in -*) set -- ~/server "$@";; esac\nexec "$@"', '~/server'],
  ],
  FAILS: [
    ['set -e\nexec ~/missing'],
    ['exec ~/missing "$@"', '-x'],
    ['exec no-such-program'],
    ['exec ~/closed'],
    ['exec timeout 5 ~/missing'],
    ['exec "$@"', '~/missing'],
  ],
  MORE: [
    ['cd ~/dir\nexec ./inner'],
    ['. ~/profile\nexec inner'],
    ['export PATH=~/dir:$PATH\nexec inner'],
    ['PATH="~/dir:$PATH"\nexec inner'],
    ['exec ~/server \\\n  -x'],
    ['A=~/server\nexec $A'],
    ['f() {\nexec ~/server\n}\nf'],
    ['~/server\nexit 0\nexec ~/other'],
    ['set -- ~/server\nexec "$@"', '-x'],
    ['exec sh -c "~/server"'],
    ["echo '\nexec ~/missing'\n~/server"],
  ],
};

/** By the name that it is started by. */
const READERS: Readonly<Record<string, readonly string[]>> = { ...SHELLS, sh: ['sh'] };
const REAL: Readonly<Record<string, string>> = { sh: 'bash' };
/** What a shell says of a file that it was to read, and that is not there. */
const OWN = /(?:cannot open|can't open|missing: No such file|dangling: No such file)/;

/** Scripts that read a file first; and whether it is sure that they end there where a shell ends at all, null: nobody can tell. */
const SOURCING: readonly (readonly [text: string, sure: boolean | null])[] = [
  ['. ~/missing', true],
  ['#!/bin/sh\n# reads\nset -u\nA=1\nexport B="2"\n\n. "~/missing"', true],
  ["set -e\n. '~/missing'", true],
  ['. ./missing', true],
  ['. ~/dangling', true],
  ['. ~/profile/nothing', true],
  ['. ~/profile\n. ~/missing', false],
  ['mkdir -p ~/dir\n. ~/missing', false],
  ['if true; then\n  echo a\nfi\n. ~/missing', false],
  ['f() {\n  echo a\n}\n. ~/missing', false],
  ['set -e\nsource ~/missing', true],
  ['. ~/profile', null],
  ['. missing', null],
  ['. ~/missing || true', null],
  ['[ -f ~/missing ] && . ~/missing', null],
  ['if [ -f ~/missing ]; then\n. ~/missing\nfi', null],
  ['if [ -f ~/missing ]; then . ~/missing; fi', null],
  ['f() {\n. ~/missing\n}', null],
  ['cat <<END\n. ~/missing\nEND', null],
  ["echo '\n. ~/missing\n'", null],
  ['echo "\n. ~/missing\n"', null],
  ['touch ~/made\n. ~/made\nrm ~/made', null],
  ['case a in\nb)\n. ~/missing\n;;\nesac', null],
  ['while false; do\n. ~/missing\ndone', null],
  ['(\n. ~/missing\n)', null],
  ['cd ~/dir\n. ../profile', null],
  ['P=~\n. $P/profile', null],
  ['echo a \\\n. ~/missing', null],
];

/** Scripts that get CR at the end of each line, unless they have some; and whether a shell surely ends there. */
const OF_WINDOWS: readonly (readonly [text: string, ends: boolean])[] = [
  ['#!/bin/sh\nset -e\nexec ~/server', true],
  ['set -eu\n~/server --flag', true],
  ['if true; then\n  ~/server\nfi', true],
  ['for i in 1; do\n~/server\ndone', true],
  ['for i in 1\ndo\n~/server\ndone\n', true],
  ['case x in\nx) ~/server ;;\nesac', true],
  ['~/server -x', false],
  ['echo a\n~/server "b"', false],
  ['exec ~/server -x', false],
  ['# set -e\n~/server -x', false],
  ['cat <<END\r\nfi\r\nEND\n~/server', false],
  ["echo 'a\r\nfi\r\n'\n~/server", false],
  ['~/server\n# a\r\n', false],
  ['set -o nounset\n~/server -x', false],
];

describeReal('a text for a shell', { tools: ['dash', 'bash', 'busybox', 'timeout'] }, () => {
  it.each(Object.entries(SHELLS))(
    'of %s starts what is told',
    (_, [program = '', ...applet]) => {
      const world = new StartersWorld(program, tool(program) ?? '');
      try {
        const wrong: unknown[] = [];
        for (const [kind, texts] of Object.entries({ STARTS, FAILS, MORE }))
          for (const [text, ...given] of texts)
            for (const options of program === 'bash'
              ? [...OPTIONS, ['-lc'], ['--login', '-c']]
              : [...OPTIONS, ['-lc']]) {
              const { started, seen, stderr } = world.compare(
                [program, ...applet, ...options, text, ...given],
                '~',
              );
              const refused = seen.problem !== null;
              // A profile has set PATH anew.
              if (options.some((option) => option.includes('l')) && !text.includes('~')) continue;
              const isRight = kind === 'MORE' ? !(started && refused) : started !== refused;
              if (!isRight || (kind === 'STARTS' && !started))
                wrong.push({ kind, options, text, started, problem: seen.problem, stderr });
            }
        expect(wrong).toEqual([]);
      } finally {
        world.close();
      }
    },
    120_000,
  );

  it('at the end of a script is what it starts', () => {
    const world = new StartersWorld('bash', tool('bash') ?? '');
    try {
      writeFileSync(world.at('profile'), `PATH=${world.at('dir')}:$PATH\n`);
      const wrong: unknown[] = [];
      for (const shell of ['dash', 'bash'])
        for (const [kind, scripts] of Object.entries(SCRIPTS))
          for (const [text, ...given] of scripts) {
            const script = `#!${tool(shell)}\n${text.replaceAll('~', world.folder)}\n`;
            writeFileSync(world.at('entry'), script, { mode: 0o755 });
            const { started, seen, stderr } = world.compare(['~/entry', ...given], '~');
            const refused = seen.problem !== null;
            const isRight = kind === 'MORE' ? !(started && refused) : started !== refused;
            if (!isRight || (kind === 'STARTS' && !started) || seen.problem?.sure === true)
              wrong.push({ kind, shell, text, started, problem: seen.problem, stderr });
          }
      expect(wrong).toEqual([]);
    } finally {
      world.close();
    }
  });

  it.each(Object.entries(READERS))(
    'that reads a file first ends as told of %s',
    (_, [program = '', ...applet]) => {
      const world = new StartersWorld(program, tool(REAL[program] ?? program) ?? '');
      try {
        writeFileSync(world.at('profile'), 'A=1\n');
        symlinkSync('nowhere', world.at('dangling'));
        const wrong: unknown[] = [];
        for (const [text, sure] of SOURCING)
          for (const front of [[], ['-e']]) {
            writeFileSync(world.at('entry'), `${text.replaceAll('~', world.folder)}\necho "STARTED it"\n`);
            const { started, seen, stderr } = world.compare([program, ...applet, ...front, './entry'], '~');
            const told = seen.problem !== null;
            // Only bash is told of by that word.
            const isSilent = sure === null || text.includes('source');
            if (told ? started || seen.problem?.sure !== sure : !started && !isSilent && OWN.test(stderr))
              wrong.push({ text, front, started, problem: seen.problem, stderr });
          }
        expect(wrong).toEqual([]);
      } finally {
        world.close();
      }
    },
  );

  it('with line ends of Windows ends where it is told', () => {
    const wrong: unknown[] = [];
    for (const [shell, words] of Object.entries(SHELLS)) {
      const world = new StartersWorld(words[0] ?? '', tool(words[0] ?? '') ?? '');
      try {
        for (const [text, ends] of OF_WINDOWS) {
          const lines = text.replaceAll('~', world.folder);
          writeFileSync(
            world.at('entry'),
            lines.includes('\r') ? lines : `${lines}\n`.replaceAll('\n', '\r\n'),
          );
          const { started, seen, stderr } = world.compare([...words, '~/entry'], '~');
          const refused = seen.problem?.at.code === 'script-crlf';
          if ((started && refused) || (ends && !refused && shell !== 'bash'))
            wrong.push({ shell, text, started, problem: seen.problem, stderr });
        }
      } finally {
        world.close();
      }
    }
    expect(wrong).toEqual([]);
  });
});
