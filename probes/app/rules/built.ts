import { byHand, command, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SAME_IMAGE } from './same-image.ts';

/** How it was built, and what it may do. */
export const built = {
  'go-end-of-life': rule<{
    readonly path: string;
    readonly version: string;
    readonly line: string;
    readonly successor: string;
    readonly since: string;
  }>({
    title: 'The program was built by a Go that gets no security fixes any more',
    severity: 'warning',
    cause:
      'Go supports its two newest lines: 1.N ends when 1.(N+2) is released (https://go.dev/doc/devel/release). A program has the standard library of the Go that built it, with every hole that was found since.',
    message: ({ path, version, line, successor, since }) =>
      `${path} was built by ${version}. Go ${line} has had no fixes since ${since}, when ${successor} was released.`,
    remedies: () => [
      byHand('image', 'build it by a line of Go that is supported; what it needs of go.mod can stay'),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.21.13', line: '1.21', successor: '1.23', since: '2024-08-13' },
  }),
  'go-race-build': rule<{ readonly path: string; readonly version: string }>({
    title: 'The program was built with the race detector',
    severity: 'warning',
    cause:
      'go build -race is for tests: the program takes five to ten times the memory and two to twenty times the time (https://go.dev/doc/articles/race_detector), and ends at the first race where GORACE says so.',
    message: ({ path }) => `${path} was built with -race.`,
    remedies: () => [byHand('image', 'build it without -race; GOFLAGS may have it')],
    restart: SAME_IMAGE,
    example: { path: '/app', version: 'go1.27.3' },
  }),
  'needs-privileged-port': rule<{
    readonly ports: readonly number[];
    readonly firstFree: number;
    readonly uid: number;
    readonly attainable: boolean;
    readonly path: string | null;
  }>({
    title: 'The program may not listen on a port that the policy names',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where the file of the program may have the capability' }],
    cause:
      'Ports below net.ipv4.ip_unprivileged_port_start (1024, or 0 in containers of docker) are for processes with CAP_NET_BIND_SERVICE. That a manifest adds it is not enough: for any user but root the kernel clears it when the program starts, unless the file of the program has it (setcap) and privileges may grow.',
    message: ({ ports, firstFree, uid, attainable }) =>
      `User ${uid} may listen on ports from ${firstFree} on, and ${ports.join(', ')} ${ports.length === 1 ? 'is' : 'are'} below it${attainable ? '; CAP_NET_BIND_SERVICE was added and is not in effect' : ''}.`,
    remedies: ({ path, attainable }) => [
      pod(
        'spec: { securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] } }',
      ),
      dockerRun('--sysctl net.ipv4.ip_unprivileged_port_start=0'),
      ...(attainable && path !== null
        ? command(`setcap cap_net_bind_service=+ep ${quote(path)}`, { needs: ['program:setcap'] })
        : []),
      byHand('pod', 'let it listen on a port from 1024 on; a Service can have another port than its pods'),
    ],
    restart: { mends: false, why: 'Rights and sysctls of a container are part of its definition.' },
    example: { ports: [80], firstFree: 1024, uid: 10001, attainable: true, path: '/app' },
  }),
  'writable-by-self': rule<{ readonly path: string; readonly what: string }>({
    title: 'The program may be replaced by the user that it runs as',
    severity: 'info',
    cause:
      'Whoever takes over the process can put another program in place of this one, which the next start then runs. A file of root in a directory of root, or a read-only root file system, keeps it.',
    message: ({ path, what }) =>
      what === 'file'
        ? `${path} may be written by its own user.`
        : `The directory of ${path} may be written by its own user.`,
    remedies: ({ path, what }) => {
      const mine = what === 'file' ? path : path.slice(0, path.lastIndexOf('/')) || '/';
      return [
        ...command([`chown root:root ${quote(mine)}`, `chmod go-w ${quote(mine)}`]),
        pod('securityContext: { readOnlyRootFilesystem: true }'),
      ];
    },
    restart: SAME_IMAGE,
    example: { path: '/app', what: 'file' },
  }),
} as const satisfies RuleSet;
