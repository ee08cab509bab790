import { meantValue } from '../../../core/text/meant/meant-value.ts';
import type { Host } from '../../../target/host.ts';
import { isUnknown } from '../../../target/result.ts';

/** What go refuses in GOAUTH, and ends (cmd/go/internal/auth, runGoAuth; from Go 1.24). */
export interface AuthDefect {
  readonly problem:
    | 'empty-command'
    /** `off` beside other commands. */
    | 'off-combined'
    /** `git` without a directory, or with more than one word behind it. */
    | 'git-without-directory'
    | 'git-relative'
    | 'git-directory-missing'
    | 'git-directory-hidden'
    | 'git-not-a-directory';
  /** The command at fault. */
  readonly command: string;
  /** The directory that `git` names. */
  readonly directory: string | null;
}

/** What stat(2) says of a path; hidden: this user may not look at it. */
export type KindOf = (path: string) => 'directory' | 'other' | 'missing' | 'hidden';

/**
 * The first command that go refuses: it goes through them from the last to the first, and passes over
 * programs that it does not find.
 */
export function authDefect(goauth: string, kindOf: KindOf): AuthDefect | null {
  const commands = goauth.split(';').map((command) => command.trim());
  for (const command of commands.toReversed()) {
    const [name, directory, ...more] = command.split(/\s+/).filter((word) => word !== '');
    const defect = (problem: AuthDefect['problem'], at: string | null = null) => ({
      problem,
      command,
      directory: at,
    });
    if (name === undefined) return defect('empty-command');
    if (name === 'off') return commands.length > 1 ? defect('off-combined') : null;
    if (name !== 'git') continue;
    if (directory === undefined || more.length > 0) return defect('git-without-directory');
    if (!directory.startsWith('/')) return defect('git-relative', directory);
    const kind = kindOf(directory);
    if (kind === 'missing') return defect('git-directory-missing', directory);
    if (kind === 'hidden') return defect('git-directory-hidden', directory);
    if (kind === 'other') return defect('git-not-a-directory', directory);
  }
  return null;
}

/** The nearest value that go takes: what is sound of it, or what was meant by it. */
export function soundAuth(goauth: string, kindOf: KindOf): string {
  const meant = meantValue(goauth)?.meant ?? goauth;
  const commands = meant
    .split(';')
    .map((command) => command.trim())
    .filter((command) => command !== '');
  const sound = commands.filter((command) => command !== 'off' && authDefect(command, kindOf) === null);
  return sound.length > 0 ? sound.join('; ') : commands.includes('off') ? 'off' : 'netrc';
}

/** What go's stat(2) would say. */
export function kinds(host: Host): KindOf {
  return (path) => {
    const stat = host.stat(path);
    if (!stat.ok) return isUnknown(stat.error) ? 'hidden' : 'missing';
    return stat.value.type === 'directory' ? 'directory' : 'other';
  };
}
