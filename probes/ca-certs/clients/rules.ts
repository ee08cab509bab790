import { byHand, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { IN_POD } from '../remedies.ts';

/** What variables of one client say. */
export const clientRules = {
  'verification-off': rule<{ variable: string; value: string; client: string }>({
    title: 'A variable switches the verification of servers off',
    severity: 'warning',
    cause:
      'Whoever is on the way can then answer in the place of every server, and read and change what is sent, passwords and modules among it. Node does so for NODE_TLS_REJECT_UNAUTHORIZED=0; git does it as soon as GIT_SSL_NO_VERIFY is set, whatever its value is: false and nothing at all count too. It is mostly left from a day on which a CA was missing.',
    message: ({ variable, value, client }) =>
      `${variable} is set (${JSON.stringify(value)}): ${client} verifies no server.`,
    remedies: ({ variable, client }) => [
      ...(client === 'Node'
        ? setEnv({ [variable]: '1' }, 'with anything but 0 Node verifies')
        : [takeOut(variable)]),
      byHand(
        'pod',
        client === 'Node'
          ? 'name the CA that was missing in NODE_EXTRA_CA_CERTS'
          : 'add the CA that was missing to the store of the image, or name its file in GIT_SSL_CAINFO',
      ),
    ],
    restart: IN_POD,
    example: { variable: 'NODE_TLS_REJECT_UNAUTHORIZED', value: '0', client: 'Node' },
  }),
  'git-ca-missing': rule<{
    variable: string;
    path: string;
    is: 'absent' | 'no-file';
    /** The bundle of the container; null where it has none. */
    bundle: string | null;
  }>({
    title: 'git is told of a file of CAs that is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'in a container that builds nothing' }],
    cause:
      'GIT_SSL_CAINFO takes the place of the store of the container, for git and for what go fetches by git. Where it names no file, git asks no server by https at all: "Problem with the SSL CA cert (path? access rights?)", or curl 77.',
    message: ({ path, is }) =>
      `GIT_SSL_CAINFO names ${path === '' ? 'nothing' : path}${is === 'no-file' ? ', which is a directory' : path === '' ? '' : ', which is not there'}: git can ask no server by https.`,
    remedies: ({ variable, bundle }) => [
      ...(bundle === null ? [] : setEnv({ [variable]: bundle }, 'the store of this container')),
      takeOut(variable),
    ],
    restart: IN_POD,
    example: {
      variable: 'GIT_SSL_CAINFO',
      path: '/etc/ssl/corp.pem',
      is: 'absent',
      bundle: '/etc/ssl/certs/ca-certificates.crt',
    },
  }),
} as const satisfies RuleSet;
