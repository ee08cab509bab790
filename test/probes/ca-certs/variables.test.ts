import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import type { Platform } from '../../../src/core/platform.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { makeCert, makePem, pem } from '../../support/files/certs.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, type Tree } from '../../support/memory/tree.ts';
import { caTree } from '../../support/memory/trees/ca-certs.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const CORP = '/etc/corp/ca.pem';
const OTHER = '/etc/corp/other.pem';

/** Debian with a private CA beside its store: Go always has the roots of its directories. */
async function look(env: Readonly<Record<string, string>>, changes: Tree = {}) {
  const files = {
    [CORP]: makePem({ cn: 'Corp' }),
    [OTHER]: makePem({ cn: 'Other' }),
    '/etc/more': directory(),
  };
  const { findings } = await judgeHost(
    caCerts,
    memoryHost({ env, trees: [procTree(), caTree('debian'), files, changes] }),
  );
  // The hash names of that store lead nowhere: without its bundle OpenSSL finds nothing.
  return findings.filter(({ rule }) => rule !== 'ca-certs/hash-link-missing');
}

const platform: Platform = {
  ...{ os: 'debian', osVersion: '12', label: 'Debian', root: true },
  family: 'debian',
  libc: 'glibc',
  has: () => true,
  writes: () => true,
};

/** The first line to paste of the only finding of this rule. */
async function firstLines(env: Readonly<Record<string, string>>, changes: Tree = {}) {
  const found = (await look(env, changes)).filter(({ rule }) => rule === 'ca-certs/override-missing');
  expect(found).toHaveLength(1);
  const rule = (await caCerts.rules())['override-missing'];
  if (rule === undefined || found[0] === undefined) throw new Error('no finding');
  const [first] = remediesOf(rule, found[0].args, platform);
  return { slip: (found[0].args as { slip?: unknown }).slip, lines: first?.lines };
}

describe('a variable whose value is not what was meant', () => {
  for (const variable of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
    it.each([
      [`"${CORP}"`, 'quoted'],
      [`'${CORP}'`, 'quoted'],
      [`${CORP}\r`, 'carriage-return'],
      [`${CORP} `, 'blank-at-end'],
      [` ${CORP}`, 'blank-at-start'],
      [`${CORP} # ours`, 'comment'],
      [`"${CORP}"\r`, 'carriage-return'],
      [`file://${CORP}`, 'url'],
    ])(`${variable}=%j gets the path alone`, async (value, slip) => {
      expect(await firstLines({ [variable]: value })).toEqual({ slip, lines: [`ENV ${variable}=${CORP}`] });
    });

    it.each([':', ',', ';', ' ', ', '])(
      `${variable} with a list, apart by %j, gets one file of all`,
      async (mark) => {
        expect(await firstLines({ [variable]: `${CORP}${mark}${OTHER}` })).toEqual({
          slip: 'list',
          lines: [`RUN cat ${CORP} ${OTHER} >/etc/ssl/joined.pem`, `ENV ${variable}=/etc/ssl/joined.pem`],
        });
      },
    );

    it(`${variable} with a list of which one is there gets that one`, async () => {
      const { lines } = await firstLines({ [variable]: `${CORP}:/etc/gone.pem` });
      expect(lines).toEqual([`ENV ${variable}=${CORP}`]);
    });

    it(`${variable} with a placeholder gets no value`, async () => {
      expect(await firstLines({ [variable]: `\${CA_FILE}` })).toEqual({ slip: 'placeholder', lines: [] });
    });
  }

  it.each([
    ['"/etc/ssl/certs:/etc/more"', 'quoted'],
    ['"/etc/ssl/certs":"/etc/more"', 'quoted'],
    ['/etc/ssl/certs,/etc/more', 'separator'],
    ['/etc/ssl/certs;/etc/more', 'separator'],
    ['/etc/ssl/certs, /etc/more', 'separator'],
    ['/etc/ssl/certs /etc/more', 'separator'],
    ['/etc/ssl/certs:/etc/more\r', 'carriage-return'],
  ])('SSL_CERT_DIR=%j gets its directories apart by colons', async (value, slip) => {
    expect(await firstLines({ SSL_CERT_DIR: value })).toEqual({
      slip,
      lines: ['ENV SSL_CERT_DIR=/etc/ssl/certs:/etc/more'],
    });
  });

  it('is left alone where it leads somewhere', async () => {
    expect(
      await look({ NODE_EXTRA_CA_CERTS: '/etc/corp/a, b.pem' }, { '/etc/corp/a, b.pem': makePem() }),
    ).toEqual([]);
  });
});

describe('a variable that gives its reader nothing', () => {
  const NOTHING: Readonly<Record<string, Tree>> = {
    'is missing': { [CORP]: null },
    'is empty': { [CORP]: '' },
    'is a page': { [CORP]: '<!DOCTYPE html>\n' },
    'is a directory': { [CORP]: directory() },
    'is of a format of OpenSSL alone': { [CORP]: pem(makeCert(), 'TRUSTED CERTIFICATE') },
    'is binary': { [CORP]: file(makeCert()) },
    'is blank': { [CORP]: '\n\n' },
  };

  it.each(Object.entries(NOTHING))(
    'is an error of one severity: SSL_CERT_FILE %s',
    async (_name, changes) => {
      const findings = await look({ SSL_CERT_FILE: CORP }, changes);
      expect(findings.map(({ severity }) => severity ?? 'error')).toEqual(['error']);
    },
  );

  it.each(Object.entries(NOTHING))('is a warning: NODE_EXTRA_CA_CERTS %s', async (_name, changes) => {
    const findings = await look({ NODE_EXTRA_CA_CERTS: CORP }, changes);
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('is an error where every entry of SSL_CERT_DIR is missing, else a warning', async () => {
    const severities = async (value: string) =>
      (await look({ SSL_CERT_DIR: value })).map(({ severity }) => severity);
    expect(await severities('/etc/gone:/etc/lost')).toEqual(['error', 'error']);
    expect(await severities('/etc/ssl/certs:/etc/lost')).toEqual(['warning']);
  });
});
