import { timeNamespace } from '../../../probes/timezone/clock/kernel-clock.ts';
import { parseAuthAnswer } from '../../../src/go/fetch/auth/answer.ts';
import { httpDate } from '../../../src/go/fetch/http-date.ts';
import { listsVersions, problemOf } from '../../../src/go/fetch/info.ts';
import { redirectOf } from '../../../src/go/fetch/redirect.ts';
import { retryAfter } from '../../../src/go/fetch/retry-after.ts';
import { openNote, verifierOf } from '../../../src/go/fetch/sumdb/note.ts';
import { hashesIn, parseRecord, parseTree } from '../../../src/go/fetch/sumdb/record.ts';
import { netrcLines } from '../../../src/go/settings/auth/netrc.ts';
import { signedTree } from '../../support/network/module-network/signed-tree.ts';
import { MIB, type Parser, seeds, text } from '../parser.ts';

/** What answers of others hold. */
const LONGEST = 4 * MIB;
const database = signedTree('sum.example.org', [
  { path: 'golang.org/x/text', version: 'v0.3.0', tree: 'h1:tree=', mod: 'h1:mod=' },
]);
const ANSWER = database.answer('lookup/golang.org/x/text@v0.3.0') ?? Buffer.alloc(0);
const VERIFIER = verifierOf(database.verifier);

export const ONLINE_PARSERS: readonly Parser[] = [
  {
    name: 'an answer of the checksum database',
    seeds: [ANSWER],
    parse: (b) => {
      const record = parseRecord(b);
      const note = VERIFIER && openNote(record?.note ?? b, VERIFIER);
      const tree = parseTree(note?.ok ? note.text : text(b));
      return [record && hashesIn(record.text, 'golang.org/x/text', 'v0.3.0'), note, tree];
    },
    pieces: ['0\n', 'a v1 h1:x\n', '\n\n', '— sum.example.org AAAAAAAA\n', '— a ', 'go.sum database tree\n'],
    longest: LONGEST,
  },
  {
    name: 'a key of a checksum database',
    seeds: seeds(database.verifier, 'sum.golang.org https://sum.example.org'),
    parse: (b) => verifierOf(text(b)),
    pieces: ['+', 'AAAA', 'sum.golang.org', ' '],
    longest: MIB,
  },
  {
    name: 'the .info and the list of a module proxy',
    seeds: seeds(
      '{"Version":"v0.3.0","Time":"2024-01-02T03:04:05Z"}',
      'v1.0.0\nv1.1.0-rc.1 2024-01-02T03:04:05Z\n',
    ),
    parse: (b) => [problemOf('info', 'v0.3.0', b), listsVersions(b)],
    pieces: ['{"Version":"', 'v1.0.0\n', 'v0.0.0-0.', '"Time":"2024-', '0', '['],
    longest: LONGEST,
  },
  {
    name: 'Date, Retry-After and Location of an answer',
    seeds: seeds('Sat, 28 Nov 2026 03:00:10 GMT', '120', 'https://b.example.org/x', '/x?y#z'),
    parse: (b) => {
      const value = text(b);
      return [httpDate(value), retryAfter(value, 0), redirectOf(302, value, 'https://a.example.org/m/')];
    },
    pieces: ['Sat, ', '0', ' ', 'GMT', '//', '../../', '%2e/', '@'],
    longest: MIB,
  },
  {
    name: 'what a command of GOAUTH prints, and .netrc',
    seeds: seeds(
      'https://a.example.org\n\nAuthorization: Basic x\n\n',
      'machine a.example.org login u password p\nmacdef m\nx\n\ndefault login u password p\n',
    ),
    parse: (b) => [parseAuthAnswer(text(b)), netrcLines(text(b))],
    pieces: [
      'https://a.example.org\n',
      'https://a.example.org\n\na: b\n\n',
      '\n',
      'a: b\n',
      'machine a ',
      'login b ',
      'password c ',
      'macdef x\n',
      "'",
      '"',
    ],
    longest: MIB,
  },
  {
    name: 'timens_offsets',
    seeds: seeds('monotonic           86400         500000000\nboottime            -7         0\n'),
    parse: (b) => timeNamespace(text(b)),
    pieces: ['monotonic ', 'boottime\t', '0', '-', '\n'],
    longest: 4096,
  },
];
