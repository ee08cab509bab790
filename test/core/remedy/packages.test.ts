import { describe, expect, it } from 'vitest';
import type { Family, Platform } from '../../../src/core/platform.ts';
import { caStoreOf } from '../../../src/core/remedy/ca-store.ts';
import { install, renewal, withProgram } from '../../../src/core/remedy/packages.ts';

function platform(family: Family, ...programs: readonly string[]): Platform {
  return { family, has: (name: string) => programs.includes(name) } as unknown as Platform;
}

const NAMES = { debian: 'tzdata', alpine: 'tzdata', rhel: 'tzdata', suse: 'timezone' };
const linesOf = (...where: Parameters<typeof platform>) => install(NAMES, platform(...where))[0]?.lines ?? [];

describe('a package', () => {
  it.each([
    ['dnf', 'dnf install -y tzdata'],
    ['microdnf', 'microdnf install -y tzdata'],
    ['tdnf', 'tdnf install -y tzdata'],
    ['yum', 'yum install -y tzdata'],
    ['zypper', 'zypper --non-interactive install timezone'],
  ])('is brought by the manager of rpm packages that is there: %s', (program, line) => {
    expect(linesOf('rhel', program)).toEqual([line]);
    expect(install(NAMES, platform('rhel', program))[0]?.needs).toContain(`program:${program}`);
  });

  it('is brought by the manager of the family, and needs it', () => {
    expect(linesOf('debian')).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends tzdata',
    ]);
    expect(linesOf('alpine')).toEqual(['apk add --no-cache tzdata']);
    expect(install(NAMES, platform('debian'))[0]?.needs).toContain('program:apt-get');
    expect(linesOf('rhel')).toEqual(['dnf install -y tzdata']);
  });

  it('is brought by nobody where no manager is known, or none has it', () => {
    expect(linesOf('scratch')).toEqual([]);
    expect(install({ alpine: 'coreutils' }, platform('rhel', 'zypper'))).toEqual([]);
  });

  it('comes anew, in one line with what is to be done then', () => {
    const then = (...where: Parameters<typeof platform>) =>
      renewal(NAMES, platform(...where), 'ln -s a b')?.line;
    expect(then('rhel', 'microdnf')).toBe(
      '{ microdnf reinstall -y tzdata || microdnf install -y tzdata; } && ln -s a b',
    );
    expect(then('rhel', 'zypper')).toBe('zypper --non-interactive install --force timezone && ln -s a b');
    expect(then('scratch')).toBeUndefined();
  });

  it('comes before the line that needs its program, in an image that has not that program', () => {
    const lines = (...programs: readonly string[]) =>
      withProgram('setfacl', 'setfacl -b /a', 'acl', platform('alpine', ...programs)).map((one) => one.lines);
    expect(lines('setfacl')).toEqual([['setfacl -b /a'], ['RUN setfacl -b /a']]);
    expect(lines()).toEqual([['RUN apk add --no-cache acl', 'RUN setfacl -b /a']]);
  });
});

describe('the store of certificates', () => {
  it('is where the distribution has it', () => {
    const directory = (...where: Parameters<typeof platform>) => caStoreOf(platform(...where))?.directory;
    expect(directory('debian')).toBe('/usr/local/share/ca-certificates');
    expect(directory('rhel', 'update-ca-trust')).toBe('/etc/pki/ca-trust/source/anchors');
    expect(directory('rhel', 'update-ca-certificates')).toBe('/etc/pki/trust/anchors');
    expect(directory('rhel')).toBe('/etc/pki/ca-trust/source/anchors');
    expect(directory('scratch')).toBeUndefined();
  });
});
