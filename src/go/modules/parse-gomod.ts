import { redact } from '../../core/redact/redact.ts';
import {
  type GodebugLine,
  type GoModFile,
  isDirectoryPath,
  type Replacement,
  type Requirement,
} from './gomod.ts';
import { type Directive, parseModSyntax, unquote } from './mod-syntax.ts';
import { isCanonicalVersion, type ModuleVersion, majorFits } from './module-path.ts';

/** Reads a main module's go.mod (golang.org/x/mod/modfile, Parse). */
export function parseGoMod(text: string): GoModFile {
  return parse(text, GO_MOD);
}

/** Reads a go.work file (golang.org/x/mod/modfile, ParseWork). */
export function parseGoWork(text: string): GoModFile {
  return parse(text, GO_WORK);
}

/** Directives that say nothing about what is fetched. */
const IGNORED = ['retract', 'tool', 'ignore'];
/** The release that brought each directive; an earlier one ends with "unknown directive". */
export const DIRECTIVE_SINCE: Readonly<Record<string, string>> = {
  go: '1.12',
  toolchain: '1.21',
  godebug: '1.23',
  tool: '1.24',
  ignore: '1.25',
};
const GO_MOD: readonly string[] = [
  ...['module', 'go', 'toolchain', 'require', 'replace', 'exclude', 'godebug'],
  ...IGNORED,
];
const GO_WORK: readonly string[] = ['go', 'toolchain', 'use', 'replace', 'godebug'];

function parse(text: string, verbs: readonly string[]): GoModFile {
  const syntax = parseModSyntax(text);
  const errors = [...syntax.errors];
  const file = {
    module: null as string | null,
    go: null as string | null,
    toolchain: null as string | null,
    require: [] as Requirement[],
    replace: [] as Replacement[],
    exclude: [] as ModuleVersion[],
    use: [] as string[],
    godebug: [] as GodebugLine[],
    newer: [] as { verb: string; line: number }[],
  };
  for (const directive of syntax.directives) {
    const { verb, line } = directive;
    if (Object.hasOwn(DIRECTIVE_SINCE, verb) && !file.newer.some((one) => one.verb === verb)) {
      file.newer.push({ verb, line });
    }
    const error = verbs.includes(directive.verb)
      ? take(file, directive)
      : `unknown directive: ${directive.verb}`;
    if (error !== null) errors.push({ line: directive.line, message: shortened(error) });
  }
  // The module line may come later.
  for (const { verb, words, line } of syntax.directives) {
    const error = verb === 'retract' && file.module !== null ? retractError(file.module, words) : null;
    if (error !== null) errors.push({ line, message: shortened(error) });
  }
  return { ...file, errors: errors.sort((a, b) => a.line - b.line) };
}

/**
 * An error may quote a line of megabytes. Secrets are taken out while there is more of it than what is shown: the
 * first half of one does not look like it.
 */
function shortened(message: string): string {
  if (message.length <= 200) return message;
  return `${redact(message.slice(0, 2000)).slice(0, 200)}…`;
}

type Draft = {
  -readonly [K in keyof Omit<GoModFile, 'errors'>]: GoModFile[K] extends readonly (infer T)[]
    ? T[]
    : GoModFile[K];
};

/** Adds one directive to the file; the error where it is malformed. */
function take(file: Draft, { verb, words: written, comment, line }: Directive): string | null {
  if (IGNORED.includes(verb)) return null;
  if (verb === 'go' || verb === 'toolchain') return takeVersion(file, verb, written);
  const words: string[] = [];
  for (const word of written) {
    const plain = unquote(word);
    if (plain === null) return 'unquoted string cannot contain quotes';
    words.push(plain);
  }
  const [path = '', version = ''] = words;
  switch (verb) {
    case 'module':
      if (words.length !== 1) return 'usage: module module/path';
      if (file.module !== null) return 'repeated module statement';
      file.module = path;
      return null;
    case 'require':
    case 'exclude': {
      const module = { path, version };
      if (words.length !== 2) return `usage: ${verb} module/path v1.2.3`;
      if (!isRevision(version)) return `invalid version "${version}"`;
      if (isCanonicalVersion(version) && !majorFits(module)) return `${path} cannot have version ${version}`;
      if (verb === 'exclude') file.exclude.push(module);
      else file.require.push({ ...module, indirect: isIndirect(comment) });
      return null;
    }
    case 'replace':
      return takeReplace(file, words);
    case 'godebug': {
      const [, key, value] = /^([^=]+)=(.*)$/s.exec(path) ?? [];
      if (words.length !== 1 || key === undefined || value === undefined) return 'usage: godebug key=value';
      file.godebug.push({ key, value, line });
      return null;
    }
    default:
      if (words.length !== 1) return 'usage: use directory';
      file.use.push(path);
      return null;
  }
}

/** A module retracts versions of its own (`v1.2.3`, `[v1.2.0, v1.3.0]`): their major version is that of its path. */
function retractError(path: string, words: readonly string[]): string | null {
  const versions = words.map((word) => word.replace(/^\[|\]$/g, '')).filter(isCanonicalVersion);
  const foreign = versions.find((version) => !majorFits({ path, version }));
  return foreign === undefined ? null : `${path} cannot retract version ${foreign}`;
}

/** A version, or a branch or commit that go would look up and write down as a version. */
function isRevision(version: string): boolean {
  return /^[\w.+/-]+$/.test(version);
}

const VERSION_LINES = {
  go: /^[1-9]\d*\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))?(?:[a-z]+\d+)?$/,
  toolchain: /^default$|^go1(?:$|\.)/,
};

function takeVersion(file: Draft, verb: 'go' | 'toolchain', words: readonly string[]): string | null {
  const [value = ''] = words;
  if (file[verb] !== null) return `repeated ${verb} statement`;
  if (words.length !== 1) return `${verb} directive expects exactly one argument`;
  // Which toolchain to take go decides before it reads the file as a whole, sound or not.
  if (verb === 'toolchain') file.toolchain = value;
  if (!VERSION_LINES[verb].test(value)) return `invalid ${verb} version '${value}'`;
  file[verb] = value;
  return null;
}

function isIndirect(comment: string): boolean {
  return /^indirect(?:;|$)/.test(comment);
}

function takeReplace(file: Draft, words: readonly string[]): string | null {
  const arrow = words.indexOf('=>');
  const [path, version = '', ...more] = words.slice(0, Math.max(arrow, 0));
  const [newPath, newVersion = '', ...newMore] = words.slice(arrow + 1);
  if (arrow < 0 || path === undefined || newPath === undefined || more.length + newMore.length > 0) {
    return 'usage: replace module/path [v1.2.3] => other/module v1.4 or ../local/directory';
  }
  if (newVersion === '' && !isDirectoryPath(newPath)) {
    return 'replacement module without version must be a directory path (rooted or starting with . or ..)';
  }
  if (newVersion !== '' && isDirectoryPath(newPath)) {
    return 'replacement module directory path cannot have a version';
  }
  file.replace.push({ old: { path, version }, new: { path: newPath, version: newVersion } });
  return null;
}
