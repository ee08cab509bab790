import { byHand, dockerRun, setEnv } from '../../../src/core/remedy/forms.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { Setting } from '../judge/setting.ts';
import { type Port, portName, SAME_PROGRAM } from './port.ts';

/** Where it listens now, and the variable that says so, with what it should be. */
type Bound = Port & { readonly at: readonly string[]; readonly setting: Setting | null };

/** What tells it where to listen, and what the program itself can do. */
function rebind({ setting }: Bound, inProgram: string): readonly Remedy[] {
  return [...(setting === null ? [] : setEnv({ [setting.name]: setting.value })), byHand('image', inProgram)];
}

const asPolicy = ({ port }: Port, address: string) =>
  byHand(
    'policy',
    `where that is what is meant, say so: listeners: { ports: [{ port: ${port}, address: "${address}" }] }`,
  );

const EXAMPLE: Bound = {
  port: 8080,
  protocol: 'tcp',
  at: ['127.0.0.1'],
  setting: { name: 'LISTEN_ADDR', value: '0.0.0.0:8080' },
};

/** Whether somebody is reached. */
export const serving = {
  'not-listening': rule<Port & { readonly others: readonly string[] }>({
    title: 'Nobody listens at the port',
    severity: 'error',
    cause:
      'The kernel refuses a connection to a port at which no socket of the network namespace listens. The program has not come so far yet, has ended, or listens at another port. The namespace is that of the pod: it may be the program of any of its containers.',
    says: ['connection refused'],
    message: ({ others, ...port }) =>
      `Nobody listens at ${portName(port)}${others.length === 0 ? '' : `; somebody does at ${others.join(', ')}`}.`,
    remedies: ({ port }) => [
      byHand(
        'container',
        `see why the program does not listen: its log; or let it listen at ${port}, by its own option or variable`,
      ),
    ],
    restart: {
      mends: false,
      why: 'A program that is still starting would be started again, for ever.',
    },
    example: { port: 8080, protocol: 'tcp', others: ['0.0.0.0:9090/tcp'] },
  }),
  'loopback-only': rule<Bound>({
    title: 'The port is open at loopback alone',
    severity: 'error',
    cause:
      'A socket that is bound to 127.0.0.1, ::1 or localhost is reached from within the pod and from nowhere else: the probes of the kubelet, a Service, a published port of docker and other pods get "connection refused", while curl in the container works.',
    says: ['connection refused'],
    message: ({ at, ...port }) =>
      `${portName(port)} is open at ${at.join(' and ')} alone: from outside of the pod it is refused.`,
    remedies: (args) => [
      ...rebind(
        args,
        `let the program listen at every address, 0.0.0.0 or [::]; in Go: net.Listen("${args.protocol}", ":${args.port}")`,
      ),
      asPolicy(args, args.at[0] ?? '127.0.0.1'),
    ],
    restart: SAME_PROGRAM,
    example: EXAMPLE,
  }),
  'wrong-family': rule<Bound & { readonly family: 'IPv4' | 'IPv6'; readonly byDefault: boolean }>({
    title: 'The port is closed in a family of addresses that the pod has',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'where net.ipv6.bindv6only closes it, unless the program says otherwise' },
      { severity: 'info', when: 'where the pod has both families and one of them is served' },
    ],
    cause:
      'A server at 0.0.0.0 takes IPv4 alone; one at [::] takes both, unless its program (IPV6_V6ONLY, in nginx ipv6only=on) or net.ipv6.bindv6only says otherwise. In a pod with addresses of one family only, a server of the other one is reached by nobody.',
    message: ({ at, family, byDefault, ...port }) =>
      `${portName(port)} is open at ${at.join(' and ')}, and not for ${family}, of which the pod has an address${byDefault ? ': net.ipv6.bindv6only is 1' : ''}.`,
    remedies: (args) => [
      ...(args.byDefault
        ? [dockerRun('--sysctl net.ipv6.bindv6only=0', { why: 'the default of every kernel' })]
        : []),
      ...rebind(
        args,
        args.family === 'IPv6'
          ? `let the program listen at [::], which takes both; in Go: net.Listen("${args.protocol}", ":${args.port}")`
          : `let the program listen at 0.0.0.0 too; in Go: net.Listen("${args.protocol}", ":${args.port}"), which takes both`,
      ),
    ],
    restart: SAME_PROGRAM,
    example: {
      ...EXAMPLE,
      at: ['0.0.0.0'],
      setting: { name: 'LISTEN_ADDR', value: '[::]:8080' },
      family: 'IPv6',
      byDefault: false,
    },
  }),
  'wrong-address': rule<Bound & { readonly address: string }>({
    title: 'The port is open at another address than it is asked for',
    severity: 'error',
    cause:
      'A socket that is bound to one address takes nothing that is sent to another one. A pod gets a new address each time that it is made: who writes it into an image or a manifest listens at one that nobody has, or is the old one.',
    message: ({ at, address, ...port }) =>
      `${portName(port)} is open at ${at.join(' and ')}, and not at ${address}.`,
    remedies: (args) => [
      ...rebind(args, `let the program listen at ${args.address}, or at every address`),
      asPolicy(args, args.at[0] ?? args.address),
    ],
    restart: SAME_PROGRAM,
    example: {
      ...EXAMPLE,
      at: ['10.1.2.9'],
      address: '10.1.2.3',
      setting: { name: 'LISTEN_ADDR', value: '0.0.0.0:8080' },
    },
  }),
} as const satisfies RuleSet;
