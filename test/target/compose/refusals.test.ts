import { describe, expect, it } from 'vitest';
import { made } from './made.ts';

const said = (text: string) => made(text).troubles.map(({ message }) => message);

describe('what docker refuses of a service', () => {
  it.each([
    ['mem_limit: 512', 'Minimum memory limit allowed is 6MB'],
    ['deploy: { resources: { limits: { memory: 5M } } }', 'Minimum memory limit allowed is 6MB'],
    ['working_dir: srv', "the working directory 'srv' is invalid, it needs to be an absolute path"],
    ['cap_add: [NET_BIND]', 'invalid CapAdd: unknown capability: "CAP_NET_BIND"'],
    ['cap_drop: [CAP_SOME]', 'invalid CapDrop: unknown capability: "CAP_SOME"'],
    ['device_cgroup_rules: ["x 1:3 r"]', "invalid device cgroup rule format: 'x 1:3 r'"],
    ['ulimits: { nofiles: 50 }', 'wrong rlimit value: RLIMIT_NOFILES'],
    ['ulimits: { nofile: { soft: 100, hard: 50 } }', 'invalid argument'],
    ['ulimits: { nofile: { soft: -1, hard: 50 } }', 'invalid argument'],
  ])('%s', (text, message) => {
    expect(said(text)).toEqual([expect.stringContaining(message)]);
    expect(made(text).starts).toBe(false);
  });

  it.each([
    'mem_limit: 6m',
    'mem_limit: 0',
    'mem_limit: $NONE',
    'working_dir: /tmp',
    'cap_add: [ALL, net_admin, CAP_SYS_TIME]',
    'cap_drop: [all]',
    'device_cgroup_rules: ["c 1:3 mr", "a *:* rwm", "b 8:* r"]',
    'ulimits: { nofile: 20, nproc: { soft: 5, hard: -1 }, core: { soft: 0, hard: 0 } }',
    'ulimits: { nofile: { soft: 50, hard: 50 } }',
  ])('and what it takes: %s', (text) => {
    expect(said(text)).toEqual([]);
  });
});
