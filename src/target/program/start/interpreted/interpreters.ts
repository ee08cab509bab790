import { nameOf } from '../before/name.ts';
import { isShell } from '../before/shell.ts';

/** What an interpreter is to run. */
export interface Interpreted {
  /** Its name, without what tells its release: `python` of `python3.11`. */
  readonly by: 'shell' | 'node' | 'python' | 'perl' | 'java';
  readonly file: string;
  /** Files that it loads before; where one of them is not there it does not go on. */
  readonly before: readonly string[];
}

/** Null where nothing is run from a file, or nobody can tell which. */
export function interpretedBy(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Interpreted | null {
  const [first = '', ...given] = words;
  const name = nameOf(first);
  if (name === 'node') return ofNode(given, env.NODE_OPTIONS);
  if (name === 'java') return ofJava(given, env.JAVA_TOOL_OPTIONS);
  const file = fileOf(name, given);
  if (file === undefined || file === '' || file === '-') return null;
  const by = isShell(first) ? 'shell' : name === 'perl' ? 'perl' : 'python';
  return { by, file, before: [] };
}

function fileOf(name: string, given: readonly string[]): string | undefined {
  if (name === 'busybox') return isShell(given[0] ?? '') ? ofShell(given.slice(1)) : undefined;
  if (isShell(name)) return ofShell(given);
  if (name === 'perl') return ofPerl(given);
  return /^python(?:[23](?:\.\d{1,2})?)?$/.test(name) ? ofPython(given) : undefined;
}

/** `sh -eu /entry.sh`; a login shell reads files first that may do anything. */
function ofShell(given: readonly string[]): string | undefined {
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    if (word === '--' || word === '-') return given[i + 1];
    if (!/^[-+]./.test(word)) return word;
    if (/^--(?:norc|noprofile|posix)$/.test(word)) continue;
    if (!/^[-+][abefhkmnuvxBCEHPTo]+$/.test(word)) return undefined;
    if (word.includes('o')) i++;
  }
  return undefined;
}

function ofPython(given: readonly string[]): string | undefined {
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    if (!/^-./.test(word)) return word;
    if (/^-[WX]$/.test(word)) i++;
    else if (!/^-(?:[WX].|[bBdEiIOPqsSuv]+$)/.test(word)) return undefined;
  }
  return undefined;
}

function ofPerl(given: readonly string[]): string | undefined {
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    if (word === '--') return given[i + 1];
    if (!/^-./.test(word)) return word;
    if (word === '-I') i++;
    else if (!/^-(?:[wWXtT]+$|[IMm].)/.test(word)) return undefined;
  }
  return undefined;
}

/** Options of node with a value in the next word that say nothing about which file it runs; of all its releases. */
const NODE_VALUES =
  /^(?:-C|--(?:conditions|title|env-file(?:-if-exists)?|(?:diagnostic|report|icu-data|cpu-prof|heap-prof)-dir|report-(?:filename|signal)|disable-warning|dns-result-order|max-http-header-size|openssl-config|redirect-warnings|unhandled-rejections))$/;
/** Those without one. */
const NODE_FLAGS =
  /^--(?:no-[a-z-]+|trace-(?:deprecation|exit|uncaught|warnings)|(?:enable-source-map|preserve-symlink|frozen-intrinsic)s|expose-gc|experimental-(?:strip-types|vm-modules|require-module)|(?:cpu|heap)-prof|inspect(?:-brk|-wait)?|permission|use-(?:openssl|system)-ca|use-env-proxy|report-(?:on-fatalerror|uncaught-exception)|(?:throw|pending)-deprecation|abort-on-uncaught-exception)$/;
const NODE_LOADS = /^(?:-r|--require|--import)$/;

/** `node --enable-source-maps -r ./tracing.js server.js` */
function ofNode(given: readonly string[], options: string | undefined): Interpreted | null {
  // Quotes and backslashes are read in a way of their own.
  const more = options === undefined || /["\\]/.test(options) ? [] : options.split(' ').filter(Boolean);
  const before: string[] = [];
  let hooked = false;
  for (let i = 0; i < more.length; i++) {
    const [option = '', value = more[i + 1]] = splitOption(more[i] as string);
    if (!NODE_LOADS.test(option)) continue;
    hooked = true;
    if (value !== undefined) before.push(value);
  }
  hooked ||= options !== undefined && /loader|require|import|["\\]/.test(options);
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    const [option = '', behind] = splitOption(word);
    if (word === '--') return nodeFile(given[i + 1], before, hooked);
    if (!word.startsWith('-')) return nodeFile(word, before, hooked);
    if (NODE_LOADS.test(option)) {
      const value = behind ?? given[++i];
      hooked = true;
      if (value !== undefined) before.push(value);
    } else if (NODE_VALUES.test(option)) {
      if (behind === undefined) i++;
    } else if (
      !NODE_FLAGS.test(option) &&
      !/^--max-(?:old|semi)-space-size=|^--stack-size=|^--inspect[a-z-]*=/.test(word)
    )
      return null;
  }
  return null;
}

function splitOption(word: string): readonly [string, string?] {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** What is loaded before may decide itself where files are (tsx, ts-node). */
function nodeFile(file: string | undefined, all: readonly string[], hooked: boolean): Interpreted | null {
  const before = all.filter((one) => /^\.{0,2}\//.test(one));
  if (file === undefined || file === '' || file === '-' || file === 'inspect') return null;
  if (hooked && before.length === 0) return null;
  return { by: 'node', file: hooked ? '' : file, before };
}

/** Options of java with a value in the next word. */
const JAVA_VALUES =
  /^(?:-cp|-classpath|--class-path|-p|--module-path|--add-(?:modules|exports|opens|reads)|--limit-modules|--upgrade-module-path)$/;

/** `java -javaagent:/agent.jar -jar /app.jar` */
function ofJava(given: readonly string[], more = ''): Interpreted | null {
  const before = /["']/.test(more) ? [] : agentsIn(more.split(/\s+/));
  let isJar = false;
  for (let i = 0; i < given.length; i++) {
    const word = given[i] as string;
    if (word === '-jar') isJar = true;
    else if (JAVA_VALUES.test(word)) i++;
    else if (
      word.startsWith('@') ||
      /^-(?:m|d|-module|-describe-module|-source|-version|version|-help|help|h|\?)$/.test(word)
    )
      return null;
    else if (word.startsWith('-')) before.push(...agentsIn([word]));
    else return { by: 'java', file: isJar ? word : '', before };
  }
  return null;
}

function agentsIn(words: readonly string[]): string[] {
  return words.flatMap((word) => /^-javaagent:([^=]+)/.exec(word)?.[1] ?? []);
}
