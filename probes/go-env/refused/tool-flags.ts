import { goAtLeast } from '../../../src/go/release.ts';
import { NEWEST_MINOR } from '../../../src/go/releases.ts';
import { splitQuoted } from '../../../src/go/words.ts';

/**
 * What is wrong with the words that -ldflags, -gcflags and -asmflags of GOFLAGS pass on: go hands them to the linker, the
 * compiler or the assembler as they are, and each build ends with what that says (`flag provided but not defined`).
 */

type Kind = 'bare' | 'number' | 'text';

/** Names with the release from which on they are there, and the last; without them all Gos from 1.19 on have it. A test holds them to the tools. */
type Names = Readonly<Record<Kind, string>>;

const LINK: Names = {
  bare: 'V a asan aslr c compressdwarf d debugnosplit dumpdep f g h linkshared msan n race s v w pruneweakmap:20 bindnow:23 checklinkname:23 e:25',
  number: 'R T debugtextsize debugtramp strictdups memprofilerate randlayout:23 D:26',
  text: 'B E H I L X benchmark benchmarkprofile buildid buildmode cpuprofile extar extld extldflags importcfg installsuffix k libgcc linkmode memprofile o pluginpath r tmpdir capturehostobjs:20 fipso:24 funcalign:25 macos:27 macsdk:27',
};
const COMPILE: Names = {
  bare: '+ B C E K L N S V W asan clobberdead clobberdeadreg complete dwarf dwarfbasentries dwarflocationlists dynlink e h j l linkshared live m msan nolocalimports pack r race shared smallframes std t v w wb % errorurl:20 u:27',
  number: 'c gendwarfinl memprofilerate',
  text: 'D I asmhdr bench blockprofile buildid cpuprofile d embedcfg goversion importcfg installsuffix json lang linkobj memprofile mutexprofile o p spectre symabis traceprofile trimpath coveragecfg:20 pgoprofile:20 env:22',
};
const ASM: Names = {
  bare: 'S V debug dynlink e gensymabis linkshared shared v compiling-runtime:0-21 std:27',
  number: '',
  text: 'D I d o p spectre trimpath',
};
export const TOOLS: Readonly<Record<string, Names>> = { ldflags: LINK, gcflags: COMPILE, asmflags: ASM };

export type ToolProblem = 'no-pattern' | 'tool-unknown' | 'tool-value' | 'tool-stray' | 'unterminated-quote';

export interface ToolDefect {
  readonly problem: ToolProblem;
  /** What the tool stops at; empty where go itself does. */
  readonly word: string;
}

/** Packages that are surely built: the one of the working directory, and those of Go itself (cmd/go/internal/load, PerPackageFlag). */
const OWN = ['', 'all', '.', './...', '...'];
const GOS = ['all', '...', 'std'];

/** Of all values of one of these flags in their order; null where nothing is wrong that anybody could see. */
export function toolDefect(name: string, values: readonly string[], goversion: string): ToolDefect | null {
  const sets = values.map(readSet);
  const refused = sets.find((set) => 'problem' in set);
  if (refused !== undefined) return { problem: refused.problem, word: '' };
  const words = (patterns: readonly string[]) =>
    sets.findLast((set) => 'words' in set && patterns.includes(set.pattern));
  // Only commands are linked; of Go's own packages some have assembly, of others nobody knows.
  const used = [name === 'asmflags' ? undefined : words(OWN), name === 'ldflags' ? undefined : words(GOS)];
  for (const set of used) {
    const defect = set !== undefined && 'words' in set ? wordDefect(name, set.words, goversion) : null;
    if (defect !== null) return defect;
  }
  return null;
}

type WordSet =
  | { readonly pattern: string; readonly words: readonly string[] }
  | { readonly problem: ToolProblem };

function readSet(raw: string): WordSet {
  const value = raw.trim();
  const equals = value.indexOf('=');
  const bare = value === '' || value.startsWith('-');
  if (!bare && (equals <= 0 || /^["']/.test(value))) return { problem: 'no-pattern' };
  const { words, open } = splitQuoted(bare ? value : value.slice(equals + 1));
  if (open) return { problem: 'unterminated-quote' };
  return { pattern: bare ? '' : value.slice(0, equals).trim(), words };
}

const BARE_VALUE = /^(?:[tT]|TRUE|true|True|[fF]|FALSE|false|False|[+-]?\d+)$/;
const NUMBER = /^[+-]?(?:\d[\d_]*|0[xXbBoO][\da-fA-F_]+)$/;
/** Values of which there are few. */
const ONE_OF: Readonly<Record<string, RegExp>> = {
  linkmode: /^(?:auto|internal|external)$/,
  X: /^[^=.]*\.[^=]*=/,
};

function wordDefect(name: string, words: readonly string[], goversion: string): ToolDefect | null {
  const known = tableOf(name, goversion);
  // A file of words, which nobody uses, or a Go that is newer than the tables.
  if (words.some((word) => word.startsWith('@'))) return null;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, flag = '', equals, given] = /^--?([^-=][^=]*)(=(.*))?$/s.exec(word) ?? [];
    if (flag === '') return { problem: 'tool-stray', word };
    const kind = known.get(flag);
    if (kind === undefined) {
      return goAtLeast(goversion, `1.${NEWEST_MINOR + 1}`) ? null : { problem: 'tool-unknown', word };
    }
    const value = kind === 'bare' || equals !== undefined ? given : words[++at];
    const shown = equals === undefined && kind !== 'bare' ? `${word} ${value ?? ''}`.trim() : word;
    if (isRefused(name, flag, kind, value)) return { problem: 'tool-value', word: shown };
  }
  return null;
}

function isRefused(name: string, flag: string, kind: Kind, value: string | undefined): boolean {
  if (kind === 'bare') return value !== undefined && !BARE_VALUE.test(value);
  if (value === undefined) return true;
  if (kind === 'number') return !NUMBER.test(value);
  const pattern = name === 'ldflags' && Object.hasOwn(ONE_OF, flag) ? ONE_OF[flag] : undefined;
  return pattern !== undefined && !pattern.test(value);
}

function tableOf(name: string, goversion: string): ReadonlyMap<string, Kind> {
  const known = new Map<string, Kind>();
  for (const [kind, names] of Object.entries(TOOLS[name] ?? {})) {
    for (const entry of names.split(' ')) {
      const [flag = '', since = '0', last = '999'] = entry.split(/[:-](?=\d)/);
      const gone = goAtLeast(goversion, `1.${Number(last) + 1}`);
      if (flag !== '' && goAtLeast(goversion, `1.${since}`) && !gone) known.set(flag, kind as Kind);
    }
  }
  return known;
}
