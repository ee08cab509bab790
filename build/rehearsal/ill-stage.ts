import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STAGE_ENV, setStage } from './stage.ts';

/** Where a stage has the policy of examples/: every field that there is. */
export const POLICY = '/srv/probe-env.yaml';

/** Gives a stage a policy file. */
export function addPolicy(root: string, policy: string): void {
  mkdirSync(dirname(join(root, POLICY)), { recursive: true });
  copyFileSync(policy, join(root, POLICY));
}

/** The machine of {@link setStage} with what most often is wrong in a container. */
export function setIllStage(root: string): void {
  setStage(root);
  const bundle = join(root, 'etc/ssl/certs/ca-certificates.crt');
  const [first = '', ...others] = readFileSync(bundle, 'latin1').split(/(?<=-----END CERTIFICATE-----\n)/);
  // A certificate of one's own, as far as a reader can tell: a well-known one with another signature.
  const altered = first.replace(/.(?==*\n-----END)/, (last) => (last === 'A' ? 'Q' : 'A'));
  writeFileSync(bundle, [altered, ...others].join(''));
  const status = readFileSync(join(root, 'proc/self/status'), 'latin1').replace('0022', '0077');
  writeFileSync(join(root, 'proc/self/status'), status);
  rmSync(join(root, 'etc/localtime'));
  symlinkSync('../usr/share/zoneinfo/Asia/Shanghai', join(root, 'etc/localtime'));
}

/** The environment of {@link setIllStage}. */
export const ILL_ENV = {
  ...STAGE_ENV,
  TZ: 'Asia/Tokio',
  GOPROXY: 'proxy.example.com,direct',
  GOFLAGS: '-mod=vendor',
  GO111MODULE: 'off',
  HTTPS_PROXY: 'proxy.example.com:3128',
  SSL_CERT_FILE: '/etc/ssl/certs/missing.pem',
};
