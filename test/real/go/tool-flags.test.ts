import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TOOLS, toolDefect } from '../../../probes/go-env/refused/tool-flags.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';

const PROGRAMS: Readonly<Record<string, string>> = { ldflags: 'link', gcflags: 'compile', asmflags: 'asm' };

/** What people write, and slips of it. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  ldflags: [
    '-s -w',
    '--s',
    '-s w',
    '-s=true',
    '-s=maybe',
    '-w=0',
    '-nosuch',
    '-S',
    '-X',
    '-X main.v',
    '-X=main.v',
    '-X=v=1',
    '-X main.v=1 -X main.w=',
    '-linkmode=x',
    '-linkmode internal',
    '-R=x',
    '-R=0x1000',
    '-extldflags',
    '-extldflags -static',
    "-extldflags '-static -x'",
    '-buildid=',
    '-checklinkname=0',
    '-bindnow',
    '-randlayout=1',
    '-funcalign=32',
    '-trimpath',
    '-strictdups=a',
    '-compressdwarf=false',
  ],
  gcflags: [
    '-N -l',
    '-N=maybe',
    '-l=4',
    '-m=2',
    '-m -m',
    '-e',
    '-nosuch',
    '-N l',
    '-lang',
    '-lang=go1.18',
    '-c=4',
    '-c=a',
    '-u',
    '-B',
    '-errorurl',
    '-trimpath /x',
    '-pgoprofile=',
  ],
  asmflags: [
    '-trimpath=/x',
    '-trimpath',
    '-D x=1',
    '-nosuch',
    '-v',
    '-S=maybe',
    '-std',
    '-compiling-runtime',
  ],
};

describeReal('what is handed on to the linker, the compiler and the assembler', { go: true }, () => {
  for (const toolchain of goToolchains()) {
    it(`${toolchain.version}: every flag of a tool is known, and no other`, () => {
      for (const [name, program] of Object.entries(PROGRAMS)) {
        const theirs = [...help(toolchain, program).matchAll(/^ {2}-(\S+)(?: \S+)?(?:\t.*)?$/gm)].map(
          ([, one]) => one,
        );
        const all = Object.values(TOOLS[name] ?? {}).flatMap((names) =>
          names.split(' ').map((one) => one.split(':')[0] ?? ''),
        );
        const ours = all.filter(
          (flag) => flag !== '' && defect(toolchain, name, `-${flag}=1`) !== 'tool-unknown',
        );
        expect([name, ours.sort()]).toEqual([name, theirs.sort()]);
      }
    });

    it(`${toolchain.version}: a tool refuses what is found, and nothing else`, () => {
      const wrong: string[] = [];
      for (const [name, program] of Object.entries(PROGRAMS)) {
        for (const words of WORDS[name] ?? []) {
          const said = refusal(toolchain, program, words);
          const found = defect(toolchain, name, words);
          if ((said === null) !== (found === null))
            wrong.push(`${name} ${words}: ${found}, and ${program} says ${said}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }
});

function defect({ version }: GoToolchain, name: string, words: string) {
  return toolDefect(name, [`all=${words}`], `go${version}`)?.problem ?? null;
}

/** Null where the tool comes to its files, of which there are none. */
function refusal(toolchain: GoToolchain, program: string, words: string): string | null {
  const args = words.match(/'[^']*'|\S+/g)?.map((word) => word.replace(/^'|'$/g, '')) ?? [];
  const stderr = run(toolchain, program, [...args, '/none/none.x']);
  const refused =
    /usage:|requires argument|invalid|not defined|needs an argument|stat \w+:|open [a-z]:|must end/.test(
      stderr,
    );
  return refused ? (stderr.split('\n')[0] ?? '') : null;
}

function help(toolchain: GoToolchain, program: string): string {
  return run(toolchain, program, ['-help']);
}

function run({ goroot }: GoToolchain, program: string, args: readonly string[]): string {
  const path = join(goroot, 'pkg/tool/linux_amd64', program);
  const { stdout, stderr } = spawnSync(path, args, { cwd: '/tmp', encoding: 'utf8', env: cleanEnv() });
  return stdout + stderr;
}
