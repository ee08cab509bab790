import { dockerfile, shell } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import type { Lack } from '../../../src/go/offline/lack.ts';
import { list, STAYS } from '../rules/text.ts';

const WHAT: Readonly<Record<Lack['what'], (path: string) => string>> = {
  mod: (path) => `${path} is not there`,
  info: (path) => `${path} is not there, or is no JSON`,
  zip: (path) => `${path} is not there`,
  damaged: (path) => `${path} is no whole zip`,
  mismatch: (path) => `${path} is not what go.sum says`,
  incomplete: (path) => `${path} is missing or has another size than in the zip`,
  hidden: (path) => `${path} may not be looked at by this user`,
};

const FAILS = {
  build: 'A build without a network fails',
  'some-builds': 'A build without a network fails if it imports from there, and so does "go mod download"',
  download: 'A build finds what it needs, but "go mod download" without a network fails',
} as const;

/** Where it is there, go takes it for good. */
const isAbsent = (what: Lack['what']) => what === 'mod' || what === 'info' || what === 'zip';

/** What the policy asks of builds without a network. */
export const offlineRules = {
  'offline-incomplete': rule<{
    module: string;
    what: Lack['what'];
    path: string;
    cache: string;
    directory: string;
    stops: keyof typeof FAILS;
    modules: readonly string[];
    count: number;
  }>({
    title: 'The module cache lacks something that a build without a network needs',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where only "go mod download" fails, or only some builds do' }],
    cause:
      'The policy asks for builds that need no network (goEnv.offline). A build reads the go.mod of a module and its unpacked tree, or unpacks its zip; "go mod download" wants the .info and the zip of every module in go.mod. A cache that was copied in part, or that a build alone has filled, lacks some of them, and go says "module lookup disabled by GOPROXY=off".',
    message: ({ what, path, stops, modules, count }) =>
      `${FAILS[stops]}: ${WHAT[what](path)} (${list(modules, count)}).`,
    remedies: ({ what, directory }) => {
      const needs = ['network', 'program:go'] as const;
      const why = 'where there is a network';
      if (what === 'hidden') return [];
      const clean = isAbsent(what) ? '' : 'go clean -modcache && ';
      const line = `${clean}go mod download`;
      return [
        dockerfile(`RUN cd ${quote(directory)} && ${line}`, { needs, why }),
        ...(isAbsent(what) ? [shell(`cd ${quote(directory)} && ${line}`, { needs, why })] : []),
      ];
    },
    restart: STAYS,
    example: {
      module: 'golang.org/x/text@v0.14.0',
      what: 'zip',
      path: '/go/pkg/mod/cache/download/golang.org/x/text/@v/v0.14.0.zip',
      cache: '/go/pkg/mod',
      directory: '/src',
      stops: 'build',
      modules: ['golang.org/x/text@v0.14.0'],
      count: 1,
    },
  }),
} as const;
