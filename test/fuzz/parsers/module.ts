import { readModule } from '../../../probes/go-env/look/module.ts';
import { defectsOf } from '../../../probes/go-env/settings/env-file.ts';
import { pathDefect } from '../../../src/go/modules/module-path.ts';
import { readProject } from '../../../src/go/modules/project.ts';
import { requiredModules } from '../../../src/go/route/questions.ts';
import { nearMisses, patternSlips } from '../../../src/go/settings/pattern-slips.ts';
import { matchPrefixPatterns, withoutUser } from '../../../src/go/settings/patterns.ts';
import { repositoryOf } from '../../../src/go/settings/vcs-hosts.ts';
import { numbered } from '../../growth/families.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file } from '../../support/memory/tree.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

/** Of modules: what is compared with one another. */
export const MODULE_PARSERS: readonly Parser[] = [
  {
    name: 'a module with its vendor directory',
    seeds: seeds(
      'module corp.example/app\n\ngo 1.24.0\n\nrequire a.example/b v1.2.3\nreplace a.example/b => ../b\n',
      '# a.example/b v1.2.3 => ../b\n## explicit; go 1.24\na.example/b/c\n',
    ),
    // The one text is both: a line counts where it is understood.
    parse: (b) => {
      const host = memoryHost({ trees: [{ '/m/go.mod': file(b), '/m/vendor/modules.txt': file(b) }] });
      const project = readProject(host, '/m/go.mod');
      const question = { gomod: '/m/go.mod', gowork: '', flag: 'vendor', modfile: null, goversion: '1.26.0' };
      return [readModule(host, question), project === null ? [] : requiredModules(project)];
    },
    pieces: ['replace a => ../b\n', '# a v1.0.0 => ../b\n## explicit\n', 'require a v1\n'],
    families: [
      { name: 'replacements, all different', of: numbered((i) => `replace a.example/${i} => ../${i}\n`) },
      {
        name: 'replacements of one module, all different',
        of: numbered((i) => `replace a.example/b v1.0.${i} => ../b\n`),
      },
      {
        name: 'requirements and what is vendored',
        of: numbered(
          (i) =>
            `require a.example/${i} v1.0.0\nreplace a.example/${i} => ../b\n# b.example/${i} v1.0.0 => ../b\n`,
        ),
      },
    ],
    longest: MIB,
    slow: true,
  },
  {
    name: 'GOPRIVATE and its like',
    seeds: seeds('*.corp.example,corp.example/team/*,{a,b}.example,https://u:p@x/', '[a-'),
    parse: (b) => {
      const list = text(b);
      const module = 'git.corp.example/team/lib/v2';
      return [
        matchPrefixPatterns(list, module),
        nearMisses(list, module),
        patternSlips(list),
        withoutUser(list),
      ];
    },
    pieces: ['*,', '{a,b}', 'a/*/', '*a', '[a-z]', '[', '{,', '/*'],
    longest: 128 * KIB,
  },
  {
    name: 'a module path',
    seeds: seeds('github.com/a/b/v2', 'corp.example:8443/team/lib.git/x', 'gopkg.in/yaml.v3-unstable'),
    parse: (b) => [repositoryOf(text(b)), pathDefect(text(b))],
    pieces: ['a.', 'a.b/~', '/x.git', '.git', 'v1', 'con.'],
    longest: MIB,
  },
  {
    name: 'slips in a go env file',
    seeds: seeds('GOPROXY="off"\r\n export GOFLAGS=x\n GOSUMDB=off\n'),
    parse: (b) => defectsOf(text(b)),
    pieces: ['export ', '\ufeff', ' GOPROXY=x\n', 'A="'],
    longest: MIB,
  },
];
