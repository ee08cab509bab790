import { describe, expect, it } from 'vitest';
import { NotAnAssignment, parseEnvironmentFile } from '../../src/cli/options/env-values.ts';

/** Name and value, as `docker run --env-file` hands them on (docker/cli, pkg/kvfile). */
const read = (text: string) => parseEnvironmentFile(text).map(({ name, value }) => [name, value]);

describe('a file of variables', () => {
  it.each([
    ['A=b\n', [['A', 'b']]],
    [
      'A="b c"\nB=\'d\'\n',
      [
        ['A', '"b c"'],
        ['B', "'d'"],
      ],
    ],
    ['A=b # no comment\n', [['A', 'b # no comment']]],
    ['# comment\n  # comment\n\n \t\nA=b', [['A', 'b']]],
    ['  A=b  \n', [['A', 'b  ']]],
    ['A= b\n', [['A', ' b']]],
    ['A=b=c\n', [['A', 'b=c']]],
    ['A=\n', [['A', '']]],
    ['A\n', [['A', null]]],
    [
      '\ufeffA=b\r\nC=d\r\n',
      [
        ['A', 'b'],
        ['C', 'd'],
      ],
    ],
    ['\u00a0A=b\n', [['A', 'b']]],
    [
      'a.b-c=1\n1A=2\nTÜR=3\n',
      [
        ['a.b-c', '1'],
        ['1A', '2'],
        ['TÜR', '3'],
      ],
    ],
    ['A=b\rC=d\n', [['A', 'b\rC=d']]],
    ['A=$B $C \\n\n', [['A', '$B $C \\n']]],
    // What Docker refuses is read as those would who take it.
    [
      'ENV A=b C="d e"\n',
      [
        ['A', 'b'],
        ['C', 'd e'],
      ],
    ],
    [
      'ENV A=b \\\n    # comment\n\n  C="d e" \\ \n\tE=f\nG=h \\\nI=j',
      [
        ['A', 'b'],
        ['C', 'd e'],
        ['E', 'f'],
        ['G', 'h \\'],
        ['I', 'j'],
      ],
    ],
    [
      'ENV A b\nENV  B "c  d"  e=f \nenv C\td',
      [
        ['A', 'b'],
        ['B', 'c  d  e=f'],
        ['C', 'd'],
      ],
    ],
    ['ENV A=b \\', [['A', 'b']]],
    ["export A='b c'\n", [['A', 'b c']]],
  ] as const)('%j', (text, pairs) => {
    expect(read(text)).toEqual(pairs);
  });

  it.each([
    ['X=y\nA B=c\n', 2, 'blank in the name'],
    ['A =b\n', 1, 'blank in the name'],
    ['A B\n', 1, 'blank in the name'],
    ['=b\n', 1, 'no name'],
    ['\n\nENV A\n', 3, 'KEY=VALUE'],
  ])('%j is refused', (text, line, why) => {
    try {
      read(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(NotAnAssignment);
      expect(error).toMatchObject({ line, why: expect.stringContaining(why) });
    }
  });

  it('knows the line of each', () => {
    expect(parseEnvironmentFile('#\nA=b\n\nENV C=d E=f\n').map(({ line }) => line)).toEqual([2, 4, 4]);
  });
});
