import { dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { type ConflictArgs, contradiction } from '../../../src/go/modules/contradiction.ts';
import { list, STAYS } from '../rules/text.ts';

/** How go.work may name a directory: it is dropped by the very words. */
function spelled(member: string, path: string): readonly [string, ...string[]] {
  const above = path.slice(0, path.lastIndexOf('/') + 1);
  return member.startsWith(above)
    ? [`./${member.slice(above.length)}`, member.slice(above.length), member]
    : [member];
}

function dropped(member: string, path: string): string {
  return spelled(member, path)
    .map((name) => `-dropuse=${quote(name)}`)
    .join(' ');
}

/** What `go work edit` is told. */
const EDITS: Readonly<Record<string, (what: string, version: string, path: string) => string>> = {
  'go-line': (_, version) => quote(`-go=${version}`),
  'directory-twice': (member, _, path) => `${dropped(member, path)} -use=${quote(spelled(member, path)[0])}`,
  'module-twice': (member, _, path) => dropped(member, path),
  'main-replaced': (module) => `-dropreplace=${quote(module)}`,
};

/** go.work and the modules that it uses. */
export const workspaceRules = {
  'workspace-member-missing': rule<{
    path: string;
    uses: readonly string[];
    count: number;
    directory: string;
  }>({
    title: 'go.work uses a directory that is not there',
    severity: 'error',
    cause:
      'Each use line of go.work is a directory with a go.mod. Where one was not copied every command ends with "cannot load module … listed in go.work file".',
    message: ({ path, uses, count }) => `${path} uses ${list(uses, count)}, where there is no go.mod.`,
    remedies: ({ path, uses, directory }) => [
      dockerfile(copyLine(sourceOf(directory), directory)),
      shell(`go work edit -dropuse=${quote(uses[0] ?? '')} ${quote(path)}`, {
        needs: ['program:go', `write:${path}`],
      }),
      ...setEnv({ GOWORK: 'off' }, 'builds without the workspace'),
    ],
    restart: STAYS,
    example: { path: '/src/go.work', uses: ['./lib'], count: 1, directory: '/src/lib' },
  }),
  'workspace-excludes-module': rule<{ path: string; module: string; directory: string }>({
    title: 'A go.work above the module does not use it',
    severity: 'error',
    cause:
      'Go takes the nearest go.work above the working directory. Where that does not name the module, builds end with "current directory is contained in a module that is not one of the workspace modules".',
    message: ({ path, module }) => `${path} is in force, and does not use ${module}.`,
    remedies: ({ path, module }) => [
      shell(`go work edit -use=${quote(module)} ${quote(path)}`, { needs: ['program:go', `write:${path}`] }),
      ...setEnv({ GOWORK: 'off' }, 'builds without the workspace'),
    ],
    restart: STAYS,
    example: { path: '/src/go.work', module: '/src/tools', directory: '/src/tools' },
  }),
  'workspace-conflict': rule<ConflictArgs>({
    title: 'The parts of a workspace contradict each other',
    severity: 'error',
    cause:
      'go.work must use at least one module, each directory and each module path once, say a go line that is not older than those of its modules (from Go 1.21 on), replace none of its own modules in all versions, and have one replacement for what its modules replace differently. Go refuses anything else before it builds.',
    message: (args) => `${contradiction(args)}.`,
    remedies: ({ path, problem, member, module, wanted }) => {
      const edit = EDITS[problem]?.(member ?? module ?? '', wanted ?? '', path);
      return [
        ...(edit === undefined
          ? []
          : [
              shell(`GOTOOLCHAIN=local go work edit ${edit} ${quote(path)}`, {
                needs: ['program:go', `write:${path}`],
              }),
            ]),
        ...setEnv({ GOWORK: 'off' }, 'builds without the workspace'),
      ];
    },
    restart: STAYS,
    example: {
      path: '/src/go.work',
      problem: 'go-line',
      member: '/src/app',
      module: null,
      wanted: '1.24',
      has: '1.21',
    },
  }),
} as const;
