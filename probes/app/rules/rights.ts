import { byHand, command, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { quote, quoteYaml } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';

const OF_DEFINITION = {
  mends: false,
  why: 'Rights and sysctls of a container are part of its definition.',
} as const;

/** Why a program does not get what its file has. */
const WHY: Readonly<Record<string, string>> = {
  'no-new-privileges': 'the container forbids that privileges grow (no_new_privs)',
  nosuid: 'it lies on a mount with nosuid, where no file gives any',
};

const list = (names: readonly string[]) => names.map((name) => `CAP_${name}`).join(', ');

/** What it may do. */
export const rights = {
  'capabilities-refused': rule<{ readonly path: string; readonly missing: readonly string[] }>({
    title:
      'The kernel refuses to start the program: its file has capabilities that the container may not have',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'of an image alone: whoever starts it may add them' }],
    cause:
      'A file with capabilities that are to be in effect at once (setcap NAME=ep) is executed with all of them or not at all. What is not in the bounding set of the container, which drop: [ALL] empties, makes execve(2) fail with EPERM, for root too (capabilities(7), security/commoncap.c of the kernel).',
    message: ({ path, missing }) =>
      `${path} has ${list(missing)} on its file, which the container may not have: its start ends with "operation not permitted".`,
    remedies: ({ path, missing }) => [
      pod(`securityContext: { capabilities: { add: [${missing.map(quoteYaml).join(', ')}] } }`),
      byHand(
        'pod',
        'where capabilities.drop names it, take it out there: of what is in both lists the container has nothing',
      ),
      dockerRun(missing.map((name) => `--cap-add ${quote(name)}`).join(' ')),
      ...command(`setcap -r ${quote(path)}`, {
        needs: ['program:setcap'],
        why: 'where it does not need them: a server needs none for a port from 1024 on',
      }),
    ],
    restart: OF_DEFINITION,
    example: { path: '/usr/bin/caddy', missing: ['NET_BIND_SERVICE'] },
  }),
  'capabilities-idle': rule<{
    readonly path: string;
    readonly lost: readonly string[];
    readonly why: string;
  }>({
    title: 'The program does not get the capabilities that its file has',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'it is only CAP_NET_BIND_SERVICE, and no policy names a port' }],
    cause:
      'Capabilities that setcap gave to a file are a gain of privileges. allowPrivilegeEscalation: false, no-new-privileges of docker and mounts with nosuid forbid that: the program starts without them, and what it needs them for fails later, such as bind(2) of a port below 1024.',
    message: ({ path, lost, why }) =>
      `${path} has ${list(lost)} on its file and starts without: ${WHY[why] ?? why}.`,
    remedies: ({ lost, why }) => [
      ...(lost.length === 1 && lost[0] === 'NET_BIND_SERVICE'
        ? [
            pod(
              'spec: { securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] } }',
              { why: 'then no port needs it' },
            ),
            dockerRun('--sysctl net.ipv4.ip_unprivileged_port_start=0', { why: 'then no port needs it' }),
          ]
        : []),
      ...(why === 'nosuid'
        ? [byHand('image', 'let the program lie in the image itself, on no volume')]
        : [
            pod('securityContext: { allowPrivilegeEscalation: true }'),
            byHand('pod', 'of docker: leave --security-opt no-new-privileges out'),
          ]),
    ],
    restart: OF_DEFINITION,
    example: { path: '/usr/bin/caddy', lost: ['NET_BIND_SERVICE'], why: 'no-new-privileges' },
  }),
  'needs-privileged-port': rule<{
    readonly ports: readonly number[];
    readonly firstFree: number;
    readonly uid: number | null;
    readonly attainable: boolean;
    readonly path: string | null;
    /** Whether the file of the program has the capability; null: nobody can tell. */
    readonly onFile: boolean | null;
  }>({
    title: 'The program may not listen on a port that the policy names',
    severity: 'error',
    otherwise: [
      {
        severity: 'warning',
        when: 'where the file of the program may have the capability, what stands in front of it changes the user to one that nobody can tell, or somebody listens there, and who cannot be seen',
      },
    ],
    cause:
      'Ports below net.ipv4.ip_unprivileged_port_start (1024, or 0 in containers of docker) are for processes with CAP_NET_BIND_SERVICE. That a manifest adds it is not enough: for any user but root the kernel clears it when the program starts, unless the file of the program has it (setcap) and privileges may grow.',
    message: ({ ports, firstFree, uid, attainable, onFile }) => {
      const low = `${uid === null ? 'The user whom it is started as, unless that is root,' : `User ${uid}`} may listen on ports from ${firstFree} on, and ${ports.join(', ')} ${ports.length === 1 ? 'is' : 'are'} below it`;
      if (onFile === true)
        return `${low}; the file of the program has CAP_NET_BIND_SERVICE and does not give it here.`;
      if (!attainable || uid === null) return `${low}.`;
      return `${low}; CAP_NET_BIND_SERVICE was added and is not in effect${onFile === false ? ', since the file of the program does not have it' : ''}.`;
    },
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
    restart: OF_DEFINITION,
    example: {
      ports: [80],
      firstFree: 1024,
      uid: 10001,
      attainable: true,
      path: '/app',
      onFile: null,
    },
  }),
} as const satisfies RuleSet;
