/** One simple command of a line of the shell. */
export interface ShellCommand {
  /** Its words, without quotes; `$NAME` and `$(…)` stand as they are written. */
  readonly words: readonly string[];
  /** What its output is written to. */
  readonly into: readonly string[];
}

/**
 * The simple commands of a line, as far as remedies use the shell: words, quotes, `&&`, `||`, `;`, `|`, `>`.
 * What stands within `$(…)` is a part of its word. An instruction of a Dockerfile is one command.
 */
export function shellCommands(line: string): readonly ShellCommand[] {
  const commands: { words: string[]; into: string[] }[] = [{ words: [], into: [] }];
  let redirects = false;
  for (const [, operator, word = ''] of line.matchAll(TOKEN)) {
    const last = commands.at(-1);
    if (operator === undefined) {
      (redirects ? last?.into : last?.words)?.push(plain(word));
      redirects = false;
    } else if (/^[<>]/.test(operator)) redirects = operator !== '<';
    else commands.push({ words: [], into: [] });
  }
  return commands.filter(({ words, into }) => words.length + into.length > 0);
}

/** A backslash with what it escapes; single quotes; double quotes; a substitution without another in it. */
const PART = String.raw`\\.|'[^']*'|"(?:[^"\\]|\\.)*"|\$\([^()]*\)|[^\s;|&<>()'"\\]`;
const TOKEN = new RegExp(String.raw`(&&|\|\||>>|[;|&<>()])|((?:${PART})+)`, 'g');

/** A word without its quotes and backslashes. */
function plain(word: string): string {
  let text = '';
  let quote = '';
  for (let at = 0; at < word.length; at++) {
    const char = word.charAt(at);
    const next = word.charAt(at + 1);
    // Between single quotes nothing is escaped, between double quotes these alone.
    if (char === '\\' && (quote === '' || (quote === '"' && '"$`\\'.includes(next)))) {
      text += next;
      at++;
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else text += char;
  }
  return text;
}
