import { describe, expect, it } from 'vitest';
import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';

describe('the address of a proxy', () => {
  it.each([
    'http://proxy:3128',
    'https://proxy.corp.example:443/',
    'proxy:3128',
    'proxy.corp.example',
    'http:3128',
    '10.0.0.1:8080',
    'http://[::1]:3128',
    'socks5://127.0.0.1:1080',
    'socks5h://127.0.0.1:1080',
    'http://user:p@ss@proxy:3128',
    'http://user:p%23w@proxy:3128',
    'HTTP://PROXY:3128',
    'http://my_proxy:3128',
    // The port of the scheme.
    'https://proxy:',
    'http://proxy:65535',
    // Go asks at the host, whatever stands behind it.
    'http://proxy:3128/path',
  ])('%j is one', (value) => {
    expect(proxyProblem(value)).toBeNull();
  });

  it.each([
    ['"http://proxy:3128"', 'quoted', 'http://proxy:3128'],
    ["'proxy:3128'", 'quoted', 'proxy:3128'],
    ['http://proxy:3128 ', 'blank-at-end', 'http://proxy:3128'],
    ['http://proxy:3128\r', 'carriage-return', 'http://proxy:3128'],
    ['http://proxy:3128 # ours', 'comment', 'http://proxy:3128'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that nobody replaced
    ['http://${PROXY}:3128', 'placeholder', null],
    // A login is told to nobody.
    ['"http://user:pw@proxy:3128"', 'quoted', null],
    ['https//proxy:3128', 'scheme', 'https://proxy:3128'],
    ['http:/proxy:3128', 'scheme', 'http://proxy:3128'],
    ['http:proxy:3128', 'scheme', 'http://proxy:3128'],
    ['socks://proxy:1080', 'other-scheme', null],
    ['http://u:p#w@proxy:3128', 'userinfo', null],
    ['http://u:p%w@proxy:3128', 'userinfo', null],
    ['http://corp\\u:pw@proxy:3128', 'userinfo', null],
    ['http://u:p/w@proxy:3128', 'userinfo', null],
    ['http://', 'host', null],
    ['http://proxy:port', 'host', null],
    ['http://proxy:65536', 'host', null],
    ['https', 'host', null],
    ['https://https://proxy:3128', 'host', null],
  ])('%j is none: %s', (value, problem, meant) => {
    expect(proxyProblem(value)).toEqual({ problem, meant });
  });
});
