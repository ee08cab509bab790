import { rule } from '../../../src/core/rule.ts';
import { list, STAYS } from '../rules-text.ts';

const words: Readonly<Record<string, (a: ConflictArgs) => string>> = {
  empty: () => 'uses no module',
  'go-line': ({ member, wanted, has }) =>
    `is written for go ${has}, and ${member}, which it uses, for go ${wanted}`,
  'directory-twice': ({ member }) => `uses ${member} twice`,
  'module-twice': ({ module, member }) =>
    `uses two directories that are the module ${module}, one is ${member}`,
  'main-replaced': ({ module }) => `replaces ${module}, which it uses, in all its versions`,
  'replaced-differently': ({ module }) => `uses modules that replace ${module} by different things`,
};

type ConflictArgs = {
  readonly path: string;
  readonly problem: string;
  readonly member: string | null;
  readonly module: string | null;
  readonly wanted: string | null;
  readonly has: string | null;
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
    remedy: ({ path, uses, directory }) =>
      `copy it too, in the Dockerfile: COPY ${directory.slice(directory.lastIndexOf('/') + 1)} ${directory}\nor take it out: go work edit -dropuse=${uses[0]} ${path}\nor without the workspace, in the Dockerfile: ENV GOWORK=off`,
    restart: STAYS,
    example: { path: '/src/go.work', uses: ['./lib'], count: 1, directory: '/src/lib' },
  }),
  'workspace-excludes-module': rule<{ path: string; module: string; directory: string }>({
    title: 'A go.work above the module does not use it',
    severity: 'error',
    cause:
      'Go takes the nearest go.work above the working directory. Where that does not name the module, builds end with "current directory is contained in a module that is not one of the workspace modules".',
    message: ({ path, module }) => `${path} is in force, and does not use ${module}.`,
    remedy: ({ path, module }) =>
      `go work edit -use=${module} ${path}\nor without the workspace, in the Dockerfile: ENV GOWORK=off`,
    restart: STAYS,
    example: { path: '/src/go.work', module: '/src/tools', directory: '/src/tools' },
  }),
  'workspace-conflict': rule<ConflictArgs>({
    title: 'The parts of a workspace contradict each other',
    severity: 'error',
    cause:
      'go.work must use at least one module, each directory and each module path once, say a go line that is not older than those of its modules (from Go 1.21 on), replace none of its own modules in all versions, and have one replacement for what its modules replace differently. Go refuses anything else before it builds.',
    message: (args) => `${args.path} ${(words[args.problem] ?? (() => args.problem))(args)}.`,
    remedy: ({ path, problem, member, module, wanted }) => {
      switch (problem) {
        case 'go-line':
          return `go work edit -go=${wanted} ${path}`;
        case 'directory-twice':
        case 'module-twice':
          return `go work edit -dropuse=${member} ${path}\nor without the workspace, in the Dockerfile: ENV GOWORK=off`;
        case 'main-replaced':
          return `go work edit -dropreplace=${module} ${path}`;
        default:
          return 'without the workspace, in the Dockerfile: ENV GOWORK=off';
      }
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
