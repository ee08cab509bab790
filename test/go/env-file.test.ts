import { describe, expect, it } from 'vitest';
import { goSetting, parseGoEnvFile, readUserGoEnv } from '../../src/go/env-file.ts';
import { memoryHost } from '../support/memory/memory-host.ts';

describe('go env file', () => {
  it('keeps what go keeps: carriage returns, blanks, the last of equals', () => {
    const text = 'GOBIN=/a\r\n# GOPATH=/no\n lower=1\ngopath=/no\n=x\nGOPATH=/b \nGOBIN=/c=d\nGOFLAGS';
    expect([...parseGoEnvFile(text)]).toEqual([
      ['GOBIN', '/c=d'],
      ['GOPATH', '/b '],
    ]);
  });

  it('gives way to the environment, and hides the toolchain even when empty', () => {
    const user = parseGoEnvFile('A=user\nB=\n');
    const toolchain = parseGoEnvFile('A=go\nB=go\nC=go\n');
    const get = (key: string) => goSetting(key, { A: '', D: 'env' }, user, toolchain);
    expect(get('A')).toEqual({ value: 'user', origin: 'env-file' });
    expect(get('B')).toBeNull();
    expect(get('C')).toEqual({ value: 'go', origin: 'go.env' });
    expect(get('D')).toEqual({ value: 'env', origin: 'environment' });
  });

  it('is looked for below the working directory where GOENV is relative', () => {
    const trees = [{ '/w/e': 'GOBIN=/x\n' }];
    const at = (cwd: string | null) => [...readUserGoEnv(memoryHost({ trees, cwd, env: { GOENV: 'e' } }))];
    expect(at('/w')).toEqual([['GOBIN', '/x']]);
    expect(at('/')).toEqual([]);
    expect(at(null)).toEqual([]);
  });
});
