import { parseGoVersion } from '../../../probes/go-version/command/parse.ts';
import { askGoEnv } from '../../../src/go/env-answer.ts';
import { parseGoEnvFile } from '../../../src/go/env-file.ts';
import { parseGoSum } from '../../../src/go/modules/go-sum.ts';
import { parseGoMod, parseGoWork } from '../../../src/go/modules/parse-gomod.ts';
import { parseVendorList } from '../../../src/go/modules/vendor.ts';
import { netrcMachines } from '../../../src/go/settings/auth/netrc.ts';
import { parseGoflags } from '../../../src/go/settings/goflags.ts';
import { parseGovcs } from '../../../src/go/settings/govcs.ts';
import { parseProxyList } from '../../../src/go/settings/proxy/proxy-list.ts';
import { parseSumdb } from '../../../src/go/settings/sumdb.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

const GO_MOD = seeds(
  'module corp.example/app\n\ngo 1.24.0\ntoolchain go1.24.3\n\nrequire (\n\ta.example/b v1.2.3 // indirect\n\t"c.example/d" v0.0.0-20200101000000-abcdefabcdef\n)\nreplace a.example/b => ../b\nexclude x.example/y v1.0.0\nretract [v1, v2]\n',
);

/** Of what the go command reads and prints. */
export const GO_PARSERS: readonly Parser[] = [
  {
    name: 'go version',
    seeds: seeds(
      'go version go1.22.5 linux/amd64\n',
      'go version devel go1.26-abc Mon Jan 6 X:boringcrypto linux/arm64\n',
    ),
    parse: (b) => parseGoVersion(text(b)),
    pieces: ['go version ', 'go1', ' ', '1.', '/', 'X:'],
    longest: MIB,
  },
  {
    name: 'go env -json',
    seeds: seeds(
      '{\n\t"GOPROXY": "https://proxy.golang.org,direct",\n\t"GOFLAGS": "",\n\t"GOROOT": "/usr/local/go"\n}\n',
    ),
    parse: (b) => {
      const host = {
        ...memoryHost(),
        run: async () => ({ kind: 'exited', code: 0, stdout: text(b), stderr: '' }) as const,
      };
      return askGoEnv(host, { go: '/go', directory: '/', keys: ['GOPROXY'], goflags: '', timeoutMs: 1 });
    },
    pieces: ['{"a":', '[', '"', '{"a":"b"},'],
    longest: MIB,
  },
  {
    name: 'go env file',
    seeds: seeds('GOPROXY=off\r\n#x\nGOFLAGS=-mod=mod\n=\n'),
    parse: (b) => parseGoEnvFile(text(b)),
    longest: MIB,
  },
  {
    name: 'go.mod, go.work',
    seeds: GO_MOD,
    parse: (b) => [parseGoMod(text(b)), parseGoWork(text(b))],
    pieces: ['require (\n', '"', '`', '//', '/*', ' ', 'require a v1\n', '(', ','],
    longest: MIB,
  },
  {
    name: 'go.sum',
    seeds: seeds('a.example/b v1.2.3 h1:abc=\na.example/b v1.2.3/go.mod h1:abc=\n'),
    parse: (b) => parseGoSum(text(b)),
    longest: MIB,
  },
  {
    name: 'vendor/modules.txt',
    seeds: seeds('# a.example/b v1.2.3 => ../b\n## explicit; go 1.24\na.example/b/c\n'),
    parse: (b) => parseVendorList(text(b)),
    longest: MIB,
  },
  {
    name: 'GOFLAGS',
    seeds: seeds('-mod=mod "-ldflags=-s -w" -trimpath'),
    parse: (b) => parseGoflags(text(b)),
    pieces: ['"', "'", '-a ', ' ', '-'],
    longest: 128 * KIB,
  },
  {
    name: 'GOPROXY',
    seeds: seeds('https://u:p@a.example,b.example|direct,off'),
    parse: (b) => parseProxyList(text(b)),
    pieces: [',', '|', 'a,', ' '],
    longest: 128 * KIB,
  },
  {
    name: 'GOSUMDB',
    seeds: seeds('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8 https://x'),
    parse: (b) => parseSumdb(text(b)),
    pieces: ['+', ' ', 'a'],
    longest: 128 * KIB,
  },
  {
    name: 'GOVCS',
    seeds: seeds('private:all,public:git|hg,a.example/*:off'),
    parse: (b) => parseGovcs(text(b)),
    pieces: [',', ':', '|', 'a:b,'],
    longest: 128 * KIB,
  },
  {
    name: '.netrc',
    seeds: seeds('machine a.example login u password p\nmacdef x\ny\n\ndefault\n'),
    parse: (b) => netrcMachines(text(b)),
    pieces: ['machine a login b password c\n', ' ', 'macdef\n'],
    longest: MIB,
  },
];
