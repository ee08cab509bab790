import { command, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { STAYS } from '../rules/text.ts';

/** What go writes into programs about the checkout that they are built in. */
export const vcsRules = {
  'vcs-stamp-refused': rule<{
    problem: string;
    root: string;
    system: string;
    path: string;
    owner: number | null;
    uid: number;
    goflags: string;
  }>({
    title: 'Go cannot stamp programs with the state of their checkout',
    severity: 'error',
    cause:
      'go build asks the version control program for commit and state, and writes them into every program. git refuses a checkout of another user (a bind mount, COPY --chown) unless safe.directory names it, and one whose .git is incomplete, as after COPY of a submodule or with .git/objects in .dockerignore. The build ends with "error obtaining VCS status: exit status 128".',
    says: ['error obtaining VCS status: exit status 128', 'detected dubious ownership in repository'],
    message: ({ problem, root, system, path, owner, uid }) => {
      switch (problem) {
        case 'owner':
          return `${path} belongs to uid ${owner}, and this is uid ${uid}: git refuses the checkout ${root}, and go build ends with it.`;
        case 'broken':
          return `The checkout ${root} is incomplete: ${path} is not there.`;
        case 'head':
          return `${path} names neither a branch nor a commit: git takes ${root} for no checkout.`;
        case 'index':
          return `${path} is damaged: git cannot read the checkout ${root}.`;
        case 'objects':
          return `The checkout ${root} is incomplete: its commit is not in ${path}.`;
        case 'format':
          return `${path} has a format of repositories that this git does not know.`;
        case 'config':
          return `git cannot read ${path}: a section begins and does not end in its line.`;
        case 'several':
          return `${root} is a checkout of ${system}, and ${path} one of another system: go refuses both at once.`;
        case 'program':
          return `GOFLAGS has -buildvcs=true, ${root} is a checkout of ${system}, and there is no ${path} on PATH.`;
        default:
          return `This user may not read ${path}, which git needs.`;
      }
    },
    remedies: ({ problem, root, goflags }) => [
      ...(problem === 'owner' ? command(`git config --system --add safe.directory ${quote(root)}`) : []),
      ...setEnv({ GOFLAGS: `${goflags} -buildvcs=false`.trim() }),
    ],
    restart: STAYS,
    example: {
      problem: 'owner',
      root: '/src',
      system: 'git',
      path: '/src',
      owner: 1001,
      uid: 0,
      goflags: '',
    },
  }),
} as const;
