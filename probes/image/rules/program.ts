import { byHand, dockerfile } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { ProgramDoubt } from '../facts.ts';
import { size } from '../size.ts';
import { SAME_IMAGE } from './same-image.ts';

const DOUBTS: Readonly<Record<ProgramDoubt, (path: string) => string>> = {
  'nothing-started': () => 'The image has neither ENTRYPOINT nor CMD, so that nobody knows its program.',
  missing: (path) => `${path} is not in the image.`,
  script: (path) => `${path} is a script: which program it starts nobody can tell.`,
  unreadable: (path) => `The user of the image may not read ${path}.`,
  'not-kept': (path) => `The bytes of ${path} came by only once: name the file of the archive in place of -.`,
  'no-program': (path) => `${path} is no program of Linux.`,
};

/** The program of the image, and its module. */
export const programRules = {
  'program-too-large': rule<{ readonly path: string; readonly bytes: number; readonly allowed: number }>({
    title: 'The program is larger than the policy allows',
    severity: 'error',
    cause:
      'image.maxProgramBytes limits what the image starts, or the file that image.program names. Symbol tables and debug information are about a third of a Go program.',
    message: ({ path, bytes, allowed }) => `${path} has ${size(bytes)}, and ${size(allowed)} are allowed.`,
    remedies: () => [
      dockerfile('ENV GOFLAGS=-ldflags=-w', {
        why: 'in the build stage: go build then leaves debug information out',
      }),
      byHand('image', 'go version -m PROGRAM tells which modules are in it'),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app/server', bytes: 61_000_000, allowed: 45_000_000 },
  }),
  'program-dynamic': rule<{ readonly path: string; readonly interpreter: string }>({
    title: 'The program needs a dynamic loader, and the policy wants it static',
    severity: 'error',
    cause:
      'A program that names a loader (PT_INTERP) starts only where that loader and its libraries are, of the same libc. Go builds such a program where cgo is on and a package uses it (net, os/user).',
    message: ({ path, interpreter }) => `${path} needs ${interpreter}.`,
    remedies: () => [dockerfile('ENV CGO_ENABLED=0', { why: 'in the build stage, before go build' })],
    restart: SAME_IMAGE,
    example: { path: '/app/server', interpreter: '/lib64/ld-linux-x86-64.so.2' },
  }),
  'program-unknown': rule<{ readonly path: string | null; readonly why: ProgramDoubt }>({
    title: 'Which program the policy is about cannot be told',
    severity: 'error',
    cause:
      'image.static and image.maxProgramBytes are about the program that the image starts. Where that is a script, or is not there, image.program names the file that is meant.',
    message: ({ path, why }) => DOUBTS[why](path ?? ''),
    remedies: () => [byHand('policy', 'name the program by its whole path: image: { program: PATH }')],
    restart: SAME_IMAGE,
    example: { path: '/docker-entrypoint.sh', why: 'script' },
  }),
  'go-mod-missing': rule<{ readonly directory: string; readonly file: string }>({
    title: 'The working directory has Go files and no module',
    severity: 'warning',
    cause:
      'Neither the working directory nor one above it has a go.mod: go build and go test end with "go: go.mod file not found in current directory or any parent directory". Mostly .dockerignore or a COPY line leaves it out, or the build context is another directory.',
    message: ({ directory, file }) => `${directory} has ${file}, and there is no go.mod in it or above it.`,
    remedies: () => [
      dockerfile('COPY go.mod go.sum ./', { why: 'from the build context, which must hold them' }),
    ],
    restart: SAME_IMAGE,
    example: { directory: '/src', file: 'main.go' },
  }),
} as const satisfies RuleSet;
