import { readListen } from '../../../src/cli/options/sets/serve-options.ts';
import { InvalidValue } from '../../../src/core/policy/shorthand.ts';
import { restartOf } from '../../../src/core/remedy/restart.ts';
import { holdsFunction } from '../../../src/go/running/holds-function.ts';
import { isForLoopback } from '../../../src/serve/answer/host-name.ts';
import { Lines } from '../../../src/target/live/lines.ts';
import { ok } from '../../../src/target/result.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { KIB, latin1, MIB, type Parser, seeds, text } from '../parser.ts';

/** Letters of a piece in which lines come: TLS records may be as small. */
const PIECE = 16;

/** Of what askers, manifests and programs say to the agent that stays. */
export const SERVE_PARSERS: readonly Parser[] = [
  {
    name: 'an address to listen at',
    seeds: seeds('127.0.0.1:9640', '[::1]:9640', ':9640', 'localhost:0', 'unix:/run/probe-env.sock'),
    parse: (bytes) => readListen(text(bytes)),
    refuses: (error) => error instanceof InvalidValue,
    // An argument (execve(2)).
    longest: 128 * KIB,
  },
  {
    name: 'a Host header',
    seeds: seeds('localhost:9640', '127.0.0.1', '[::1]:9640', 'evil.example'),
    parse: (bytes) => {
      const name = latin1(bytes);
      const is = isForLoopback(name);
      // Whatever else is in it, it is one of these.
      if (is && name !== '' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])\.?(?::\d*)?$/i.test(name))
        throw new Error('another name is taken for loopback');
      return is;
    },
    longest: 8 * KIB,
  },
  {
    name: 'the name of a pod',
    seeds: seeds('web-6d4cf56db6-x7k2p', 'db-0', 'agent-x7k2p'),
    pieces: ['web-6d4cf56db6-', 'bcdfg-', '0-'],
    parse: (bytes) => restartOf({ pod: text(bytes), namespace: text(bytes) }),
    longest: 128 * KIB,
  },
  {
    name: 'the functions of a program',
    seeds: [elfProgram()],
    parse: (bytes) =>
      holdsFunction(
        { readHead: (_, length, from = 0) => ok(bytes.subarray(from, from + length)) },
        '/app',
        'time.initLocal',
      ),
    longest: 4 * MIB,
  },
  {
    name: 'lines in small pieces',
    seeds: seeds('{"type":"ADDED","object":{}}\n\n{"type":"BOOKMARK"}\n{"ty'),
    parse: (bytes) => {
      const all = latin1(bytes);
      const heard: string[] = [];
      const lines = new Lines((line) => heard.push(line));
      for (let from = 0; from < all.length; from += PIECE) lines.take(all.slice(from, from + PIECE));
      const whole = all.split('\n');
      if (lines.waiting !== whole.pop()?.length) throw new Error('another rest');
      if (heard.join('\n') !== whole.filter((line) => line !== '').join('\n')) throw new Error('other lines');
      return heard;
    },
    // An event of a watch.
    longest: 8 * MIB,
  },
];
