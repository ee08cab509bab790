import { describe, expect, it } from 'vitest';
import { defectsOf } from '../../../probes/go-env/settings/env-file.ts';
import { checkFlags } from '../../../probes/go-env/settings/goflags.ts';
import { confusesGoEnv } from '../../../src/go/env-answer.ts';
import { keysToAsk } from '../../../src/go/env-keys.ts';

describe('a go env file', () => {
  it.each([
    ['GOFLAGS=-v\r\n', 'carriage-return'],
    ['GOFLAGS=-v \n', 'blank-at-end'],
    ['GOFLAGS= -v\n', 'blank-at-start'],
    ['GOPROXY="off"\n', 'quoted'],
    ['GOPROXY="off"\r\n', 'quoted'],
    ["GOBIN='/bin'\n", 'quoted'],
    ['export GOFLAGS=-v\n', 'ignored-line'],
    [' GOFLAGS=-v\n', 'ignored-line'],
    ['\ufeffGOFLAGS=-v\n', 'ignored-line'],
  ])('%j has a defect: %s', (text, problem) => {
    expect(defectsOf(`GOBIN=/bin\n${text}`)).toMatchObject([{ line: 2, problem }]);
  });

  it.each([
    '',
    '# a comment\n\n#GOFLAGS = x\n',
    'GOFLAGS=-v',
    'GOFLAGS=nonsense \nGOFLAGS=-v\n',
    'GOFLAGS=-ldflags="-s"\n',
    'PRIVATE=x\n',
    'PASSWORD="x"\n',
    'GOFLAGS="-ldflags=-s -w"\n',
    'just words\n',
  ])('%j has none', (text) => {
    expect(defectsOf(text)).toEqual([]);
  });
});

describe('GOFLAGS', () => {
  it.each([
    ['-mod=mod -trimpath -buildvcs=auto -p=0x4 --tags=a,b', []],
    ['-mod=vendr', ['bad-value']],
    ['-mod', ['needs-value']],
    ['-trimpath=perhaps -buildvcs=off -p=four', ['bad-value', 'bad-value', 'bad-value']],
    ['vendor - -- ---v -=x', ['not-a-flag', 'not-a-flag', 'not-a-flag', 'not-a-flag', 'not-a-flag']],
    ['-ldflags=-s -w', ['go-env-only']],
    ["'-ldflags=-s -w'", []],
    ['"-v', ['unterminated-quote']],
  ])('%s: %j', (goflags, problems) => {
    expect(checkFlags(goflags, 'go1.26.0').defects.map((d) => d.problem)).toEqual(problems);
  });

  it('asks about what it does not know, whatever it is called', () => {
    expect(checkFlags('-shiny -constructor=1', 'go1.26.0')).toEqual({
      defects: [],
      uncertain: ['shiny', 'constructor'],
    });
  });

  it('sees what would turn go env into another command', () => {
    expect(['-w', '-v --u', "'-ldflags=-s -w'", '-changed=true'].every(confusesGoEnv)).toBe(true);
    expect(['', '-v', '-work', '-ldflags=-w', '-tags=u'].some(confusesGoEnv)).toBe(false);
  });
});

describe('the keys that are asked for', () => {
  it('are those of the policy too, but none that costs, and none that is no key', () => {
    const more = keysToAsk([
      'GOEXPERIMENT',
      'GOPATH',
      'CGO_CFLAGS',
      'GOGCCFLAGS',
      'GOTOOLCHAIN',
      'GOENV',
      '-w',
      'A=B',
      '',
    ]);
    expect(more.slice(keysToAsk([]).length)).toEqual(['GOEXPERIMENT']);
  });
});
