import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { OWN_CAS } from './own-cas.ts';

/**
 * Writes a small Debian image with a Go toolchain below `root`: the machine on which the program is
 * rehearsed. It is the same wherever it is built, under a umask of 022; its certificates are those of the Node
 * that writes it.
 */
export function setStage(root: string): void {
  rmSync(root, { recursive: true, force: true });
  const certificates = rootCertificates.slice(0, 8).map(asDebianWraps);
  write(root, 'etc/ssl/certs/ca-certificates.crt', certificates.join(''));
  write(root, WITH_OWN_CAS, [...certificates, OWN_CAS].join(''));
  certificates.slice(0, 2).forEach((pem, i) => {
    write(root, `usr/share/ca-certificates/mozilla/Root_${i}.crt`, pem);
    link(root, `etc/ssl/certs/Root_${i}.pem`, `../../../usr/share/ca-certificates/mozilla/Root_${i}.crt`);
    link(root, `etc/ssl/certs/0000000${i}.0`, `Root_${i}.pem`);
  });
  link(root, 'usr/lib/ssl/cert.pem', '../../../etc/ssl/certs/ca-certificates.crt');
  link(root, 'usr/lib/ssl/certs', '../../../etc/ssl/certs');
  write(root, 'etc/os-release', 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n');
  write(root, 'etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nbuild:x:1000:1000::/home/build:/bin/sh\n');
  write(root, 'etc/timezone', 'Etc/UTC\n');
  write(root, 'usr/share/zoneinfo/Etc/UTC', utc());
  link(root, 'etc/localtime', '../usr/share/zoneinfo/Etc/UTC');

  for (const process of ['self', '1']) {
    write(root, `proc/${process}/status`, STATUS);
    write(root, `proc/${process}/mountinfo`, MOUNTS);
    write(root, `proc/${process}/cgroup`, '0::/\n');
  }
  for (const [name, text] of Object.entries(CGROUP)) write(root, `sys/fs/cgroup/${name}`, text);
  for (const folder of ['home/build', 'tmp', 'usr/bin', 'dev'])
    mkdirSync(join(root, folder), { recursive: true });
  write(root, 'dev/null', '');
  write(root, 'usr/bin/dpkg', '', 0o755);

  write(root, 'usr/local/go/VERSION', `${GO}\ntime 2026-01-01T00:00:00Z\n`);
  write(
    root,
    'usr/local/go/go.env',
    'GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n',
  );
  for (const name of ['fmt', 'runtime'])
    write(root, `usr/local/go/src/${name}/${name}.go`, `package ${name}\n`);
  write(root, 'usr/local/go/pkg/include/textflag.h', '');
  for (const name of ['compile', 'link', 'asm']) {
    write(root, `usr/local/go/pkg/tool/linux_${goArchitecture()}/${name}`, '', 0o755);
  }
  write(root, 'usr/local/go/bin/go', staticProgram(), 0o755);
}

/** Where the stage has its certificates and two of a company's own. */
export const WITH_OWN_CAS = '/srv/certificates.pem';

/** The environment of the rehearsal. */
export const STAGE_ENV = { PATH: '/usr/local/go/bin:/usr/bin', HOME: '/home/build' };

const GO = 'go1.26.0';
const STATUS = 'Name:\tsh\nUmask:\t0022\nGroups:\t1000 \nCapEff:\t0000000000000000\n';
const MOUNTS = `22 1 0:21 / / rw,relatime - ext4 /dev/root rw
23 22 0:22 / /sys/fs/cgroup ro,relatime - cgroup2 cgroup rw
`;
/** 2 CPUs and 1 GiB, of which a tenth is in use. */
const CGROUP = {
  'cgroup.controllers': 'cpu memory pids\n',
  'cpu.max': '200000 100000\n',
  'memory.max': '1073741824\n',
  'memory.current': '107374182\n',
};
const GO_VALUES: Readonly<Record<string, string>> = {
  GOVERSION: GO,
  GOROOT: '/usr/local/go',
  GOPATH: '/home/build/go',
  GOCACHE: '/home/build/.cache/go-build',
  GOMODCACHE: '/home/build/go/pkg/mod',
  GOPROXY: 'https://proxy.golang.org,direct',
  GOSUMDB: 'sum.golang.org',
  GOENV: '/home/build/.config/go/env',
  GOMOD: '/dev/null',
  GOOS: 'linux',
  GOHOSTOS: 'linux',
  GOVCS: '',
  GOAUTH: 'netrc',
  GOTOOLCHAIN: 'local',
  CGO_ENABLED: '0',
  CC: 'gcc',
};

/** What the stage's go prints for `go version` and `go env -json KEY…`. */
export function answerOfGo(args: readonly string[]): string {
  const architecture = goArchitecture();
  if (args[0] === 'version') return `go version ${GO} linux/${architecture}\n`;
  const values = { ...GO_VALUES, GOARCH: architecture, GOHOSTARCH: architecture };
  const keys = args.slice(1).filter((argument) => !argument.startsWith('-'));
  const asked = keys.map((key) => [key, values[key as keyof typeof values] ?? '']);
  return `${JSON.stringify(Object.fromEntries(asked), null, '\t')}\n`;
}

function goArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

/** With 64 characters a line, as RFC 7468 says; Node's have 72. */
function asDebianWraps(pem: string): string {
  const base64 = pem.replace(/-----.*-----|\n/g, '');
  const lines = base64.replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** The head of an ELF program of this architecture without an interpreter (elf(5)). */
function staticProgram(): Buffer {
  const head = Buffer.alloc(4096);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(2, 16);
  head.writeUInt16LE(process.arch === 'x64' ? 62 : 183, 18);
  return head;
}

/** TZif version 2 with nothing but UTC (RFC 9636). */
function utc(): Buffer {
  const header = Buffer.alloc(44);
  header.write('TZif2');
  header.writeUInt32BE(1, 36);
  header.writeUInt32BE(4, 40);
  const block = Buffer.concat([header, Buffer.alloc(6), Buffer.from('UTC\0')]);
  return Buffer.concat([block, block, Buffer.from('\nUTC0\n')]);
}

function write(root: string, path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o755 });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

function link(root: string, path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}
