import type { Platform } from '../../src/core/platform.ts';
import { caStoreOf } from '../../src/core/remedy/ca-store.ts';
import { byHand, dockerfile, setEnv } from '../../src/core/remedy/forms.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import type { Restart } from '../../src/core/rule.ts';
import { dashed } from '../../src/core/text/dashed.ts';

export const OF_OTHERS: Restart = {
  mends: false,
  why: 'What another server answers is not changed by a restart of this container.',
};

export const IN_IMAGE: Restart = {
  mends: false,
  why: 'The trust store is part of the image; a restarted container has the same.',
};

export const IN_POD: Restart = {
  mends: false,
  why: 'Variables and network are part of the pod; a restarted container has the same.',
};

/** Brings a CA into the store that each of the runtimes reads. */
export function addCa(issuer: string, runtimes: readonly string[], platform: Platform): readonly Remedy[] {
  const name = `${dashed(issuer).slice(0, 60) || 'ca'}.crt`;
  const why = `with the CA, PEM, as ${name} in the build context: from whoever runs it, not from the connection`;
  const forNode = runtimes.includes('node')
    ? setEnv(
        { NODE_EXTRA_CA_CERTS: `/etc/ssl/${name}` },
        'for Node, which has a list of its own: with the CA, PEM, at that path',
      )
    : [];
  if (runtimes.every((runtime) => runtime === 'node'))
    return [...forNode, byHand('image', 'give Node the CA by NODE_EXTRA_CA_CERTS')];
  const store = caStoreOf(platform);
  if (store === null)
    return [
      byHand(
        'image',
        `put the CA into the bundle of the stage build (update-ca-certificates there), then COPY it`,
      ),
      ...forNode,
    ];
  const { directory, program, update } = store;
  return [
    ...(platform.has(program)
      ? [
          dockerfile([`COPY ${name} ${directory}/${name}`, `RUN ${update}`], {
            needs: ['root', `program:${program}`],
            why,
          }),
        ]
      : []),
    byHand('image', `put the CA into ${directory} and run ${update}`),
    ...forNode,
  ];
}

/** What the administrator of the server has to do. */
export function atServer(what: string): Remedy {
  return byHand('host', what);
}
