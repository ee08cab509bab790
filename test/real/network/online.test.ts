import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CHAINS, root } from '../../support/network/online/pki.ts';
import { type StandIn, tlsServer } from '../../support/network/online/servers.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, goToolchains, nodes } from '../../support/system/real-tools.ts';
import { type Asked, askGo, askNode, askOpenssl, askOurs, Container } from './online/ask.ts';

/*
 * The same servers on loopback are asked by probe-env, by programs of Go, by Nodes and by openssl: each verdict that
 * probe-env tells is the one that the runtime has. In CI the oldest and the newest of each are asked.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const NAMES = Object.keys(CHAINS);
const ENDS = WHOLE
  ? () => true
  : (_: unknown, i: number, all: readonly unknown[]) => i === 0 || i === all.length - 1;

let container: Container;
let open: StandIn[];
let asked: Asked[];
let ours: Awaited<ReturnType<typeof askOurs>>;

beforeAll(async () => {
  container = new Container([root]);
  open = await Promise.all(NAMES.map((name) => tlsServer(CHAINS[name]?.() as never)));
  asked = open.map(({ port }) => ({ host: 'localhost', port }));
  ours = await askOurs(asked, container);
});

afterAll(async () => {
  await Promise.all(open.map((server) => server.close()));
  container.close();
});

const told = (of: (answer: (typeof ours)[number]) => unknown) =>
  Object.fromEntries(NAMES.map((name, i) => [name, of(ours[i] as (typeof ours)[number])]));
const real = (answers: readonly unknown[]) => Object.fromEntries(NAMES.map((name, i) => [name, answers[i]]));

it('tells of each kind of chain by a rule of its own', () => {
  expect(told(({ rules }) => rules.join())).toMatchInlineSnapshot(`
    {
      "another name": "online/name-mismatch",
      "any name of the label": "online/name-mismatch",
      "by the root itself": "",
      "common name alone": "online/name-mismatch",
      "expired": "online/expired",
      "for clients": "online/certificate-refused",
      "for servers and clients": "",
      "good": "",
      "in a wrong order with a stranger": "",
      "intermediate expired": "online/expired",
      "intermediate for clients": "online/certificate-refused",
      "intermediate is no CA": "online/certificate-refused",
      "intermediate missing": "online/intermediate-missing",
      "intermediate missing, not named": "online/issuer-unknown",
      "not yet valid": "online/not-yet-valid",
      "path too long": "online/certificate-refused",
      "root sent too": "",
      "signature altered": "online/certificate-refused",
      "signed by SHA-1": "online/certificate-refused",
      "signed by itself": "online/issuer-unknown",
      "unknown critical extension": "online/certificate-refused",
      "unknown issuer": "online/intercepted",
      "unknown issuer, root sent": "online/intercepted",
    }
  `);
});

// To build crypto/tls takes the newer ones a minute: they bring nothing that is compiled.
const GOES = WHOLE ? goToolchains() : goToolchains().slice(0, 1);
/** Before 1.23 a name of `*` alone is any name of one label. */
const BARE = 'any name of the label';

describeReal('Go takes what probe-env says', { go: true }, () => {
  it.each(GOES)('Go $version', async (toolchain) => {
    const { [BARE]: bare, ...answers } = real(await askGo(toolchain, asked, container));
    const { [BARE]: _, ...said } = told(({ go }) => go.split(':', 1)[0]);
    expect(said).toEqual(answers);
    expect(bare).toBe(Number(toolchain.version.split('.')[1]) < 23 ? 'accepted' : 'name');
  });
});

describeReal('Node takes what probe-env says', { nodes: true }, () => {
  it.each(nodes().filter(ENDS))('Node $version', async ({ path }) => {
    expect(told(({ node }) => node)).toEqual(real(await askNode(path, asked, container)));
  });
});

/** Of X509_V_ERR_… (openssl/x509_vfy.h), as Node calls them. */
const NUMBERS: Readonly<Record<string, number>> = {
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 20,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 21,
  DEPTH_ZERO_SELF_SIGNED_CERT: 18,
  SELF_SIGNED_CERT_IN_CHAIN: 19,
  CERT_HAS_EXPIRED: 10,
  CERT_NOT_YET_VALID: 9,
  HOSTNAME_MISMATCH: 62,
  INVALID_PURPOSE: 26,
  INVALID_CA: 24,
  CERT_SIGNATURE_FAILURE: 7,
  PATH_LENGTH_EXCEEDED: 25,
};

describeReal('openssl takes what probe-env says', { tools: ['openssl'] }, () => {
  it('openssl s_client', async () => {
    const answers = await Promise.all(asked.map((server) => askOpenssl(server, container)));
    expect(told(({ openssl }) => openssl !== 'accepted')).toEqual(
      real(answers.map((errors) => errors.length > 0)),
    );
    for (const [i, errors] of answers.entries()) {
      const { openssl } = ours[i] as (typeof ours)[number];
      // Node has no names for some, of which this is one.
      if (openssl !== 'accepted' && openssl !== 'UNSPECIFIED')
        expect(errors, `${NAMES[i]}: ${openssl}`).toContain(NUMBERS[openssl]);
    }
  });
});
