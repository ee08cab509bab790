import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Glances, type Link } from '../../../src/target/process/glance.ts';
import { closeTree, openTree, type Tree } from '../../../src/target/root/tree.ts';

describe('a glance at a path of a foreign root', () => {
  let root: string;
  let links: Map<string, Link>;
  const at = (...names: string[]) => join(root, ...names);
  beforeEach(() => {
    root = fs.mkdtempSync(join(tmpdir(), 'probe-env-glance-'));
    links = new Map();
    fs.mkdirSync(at('etc/ssl'), { recursive: true });
    fs.writeFileSync(at('etc/ssl/ca.pem'), 'one');
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  function glance(path: string, closed?: Tree['closed']): string {
    const tree = openTree(root, closed);
    const glances = new Glances(tree, links);
    try {
      return glances.at(path).value;
    } finally {
      glances.close();
      closeTree(tree);
    }
  }

  /** Whether a change shows, and what is not changed is the same. */
  function shows(path: string, change: () => void): void {
    const before = glance(path);
    expect(glance(path)).toBe(before);
    change();
    expect(glance(path)).not.toBe(before);
  }

  it('sees another content of the same size, though its time is set back', () => {
    const { atime, mtime } = fs.statSync(at('etc/ssl/ca.pem'));
    shows('/etc/ssl/ca.pem', () => {
      fs.writeFileSync(at('etc/ssl/ca.pem'), 'two');
      fs.utimesSync(at('etc/ssl/ca.pem'), atime, mtime);
    });
  });

  it('sees what appears and what goes, with the directories above it', () => {
    shows('/etc/ssl/new.pem', () => fs.writeFileSync(at('etc/ssl/new.pem'), ''));
    shows('/etc/ssl/new.pem', () => fs.rmSync(at('etc/ssl/new.pem')));
    shows('/opt/a/b', () => {
      fs.mkdirSync(at('opt/a'), { recursive: true });
      fs.writeFileSync(at('opt/a/b'), '');
    });
  });

  it('sees names that come into a directory', () => {
    shows('/etc/ssl', () => fs.writeFileSync(at('etc/ssl/more.pem'), ''));
  });

  it('sees a swap as the kubelet makes it, where link, text and size stay as they were', () => {
    for (const name of ['v1', 'v2']) {
      fs.mkdirSync(at('etc/map', `..${name}`), { recursive: true });
      fs.writeFileSync(at('etc/map', `..${name}`, 'ca.crt'), name);
    }
    fs.symlinkSync('..v1', at('etc/map/..data'));
    fs.symlinkSync('..data/ca.crt', at('etc/map/ca.crt'));
    fs.symlinkSync('/etc/map/ca.crt', at('etc/ssl/linked.pem'));
    shows('/etc/ssl/linked.pem', () => {
      fs.symlinkSync('..v2', at('etc/map/..data_tmp'));
      fs.renameSync(at('etc/map/..data_tmp'), at('etc/map/..data'));
    });
  });

  it('sees another link in the place of one', () => {
    fs.writeFileSync(at('etc/other'), 'two');
    fs.symlinkSync('ssl/ca.pem', at('etc/zone'));
    shows('/etc/zone', () => {
      fs.rmSync(at('etc/zone'));
      fs.symlinkSync('other', at('etc/zone'));
    });
  });

  it('follows no link out of the root, and ends in a circle', () => {
    const outside = fs.mkdtempSync(join(tmpdir(), 'probe-env-outside-'));
    try {
      fs.writeFileSync(join(outside, 'canary'), 'one');
      fs.symlinkSync(`../../../../../../../../${outside}/canary`, at('etc/out'));
      const before = glance('/etc/out');
      fs.writeFileSync(join(outside, 'canary'), 'another');
      expect(glance('/etc/out')).toBe(before);
      fs.symlinkSync('round', at('etc/round'));
      expect(glance('/etc/round')).toMatch(/-$/);
    } finally {
      fs.rmSync(outside, { recursive: true });
    }
  });

  it('does not touch what must not be opened', () => {
    const closed: Tree['closed'] = (path) => (path.startsWith('/etc/ssl') ? { code: 'NO_ANSWER' } : null);
    expect(glance('/etc/ssl', closed)).toBe('NO_ANSWER');
    expect(glance('/etc/ssl/ca.pem', closed)).toBe('-');
  });
});
