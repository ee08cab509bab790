import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { SecretKind } from '../secrets/forms.ts';
import { type Layers, SAME_IMAGE } from './same-image.ts';

type Found = Layers & { readonly path: string; readonly kind: SecretKind };

const OTHERWISE = [
  {
    severity: 'warning',
    when: 'where it is sealed by a password, or only its name says that it is one',
  },
] as const;

const ROTATE = byHand(
  'image',
  'make it invalid where it was issued: whoever has pulled the image has it; then build with RUN --mount=type=secret, or hand it over when the container starts',
);

/** Never what stands in them. */
export const secretRules = {
  'secret-left': rule<Found>({
    title: 'A secret is in the image',
    severity: 'error',
    otherwise: OTHERWISE,
    cause:
      'Whoever may pull an image can read every file in it, and registries, caches and nodes keep copies. A private key, a password or a token in it is known to all of them. It is found by its place and its form; files of tests and examples, which are published anyway, are passed over.',
    message: ({ path, kind }) => `${path} holds ${withArticle(kind)}.`,
    remedies: ({ path }) => [
      ...(isEnv(path)
        ? [byHand('image', `write ${nameOf(path)} into .dockerignore, so that COPY leaves it out`)]
        : []),
      ROTATE,
    ],
    restart: SAME_IMAGE,
    example: { path: '/root/.netrc', kind: 'password', layers: [2] },
  }),
  'secret-removed-late': rule<Found & { readonly layer: number; readonly removedIn: number }>({
    title: 'A secret is deleted, and still in a layer below',
    severity: 'error',
    otherwise: OTHERWISE,
    cause:
      'Each line of a Dockerfile makes a layer, and a layer is never changed: deleting a file in a later line hides it from the container, and whoever pulls the image gets the layer that has it. The same holds for a secret that another file was written over.',
    message: ({ path, kind, layer, removedIn }) =>
      `${path} held ${withArticle(kind)}: layer ${removedIn} hides it, and layer ${layer} still has it.`,
    remedies: () => [ROTATE],
    restart: SAME_IMAGE,
    example: { path: '/root/.ssh/id_ed25519', kind: 'private key', layer: 2, removedIn: 4, layers: [2, 4] },
  }),
  'secret-said': rule<
    Layers & {
      readonly place: 'variable' | 'label' | 'history';
      /** Empty for a line of history that sets nothing. */
      readonly name: string;
      readonly kind: SecretKind;
      readonly certain: boolean;
    }
  >({
    title: 'A secret stands in the configuration of the image',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where only the name of a variable says that it is one' }],
    cause:
      'ENV and LABEL stand in the configuration of an image, and its history tells each line of the Dockerfile with the values that ARG had: docker inspect and docker history show them to everybody who may pull it. A later ENV does not take them out of the history.',
    message: ({ place, name, kind, certain }) =>
      `${placed(place, name)} ${certain ? 'holds' : 'seems to hold'} ${withArticle(kind)}.`,
    remedies: ({ place }) => [
      byHand(
        'image',
        place === 'variable'
          ? 'take the ENV line out, and hand the value over when the container starts (env of the pod, from a Secret)'
          : 'take it out of the Dockerfile: RUN --mount=type=secret gives a build what no layer and no history keeps',
      ),
      ROTATE,
    ],
    restart: SAME_IMAGE,
    example: { place: 'history', name: 'NPM_TOKEN', kind: 'token', certain: true, layers: [2] },
  }),
} as const satisfies RuleSet;

function placed(place: 'variable' | 'label' | 'history', name: string): string {
  if (place === 'variable') return `The variable ${name}`;
  if (place === 'label') return `The label ${name}`;
  return name === '' ? 'A line of the history' : `${name} in the history`;
}

function withArticle(kind: SecretKind): string {
  return /^(?:credentials|cloud|Kubernetes|variables)/.test(kind) ? kind : `a ${kind}`;
}

function isEnv(path: string): boolean {
  return nameOf(path).startsWith('.env');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
