import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Sighting,
  type SightsNow,
  sameIn,
  sightsAtFirst,
  sightsOf,
} from '../../../src/cli/serve/node/standing.ts';
import type { Dependency } from '../../../src/serve/watch/dependency.ts';
import type { Observation } from '../../../src/serve/watch/observer.ts';
import { Glances, type Link } from '../../../src/target/process/glance.ts';
import { closeTree, openTree } from '../../../src/target/root/tree.ts';
import { liveHost } from '../../support/system/live-host.ts';

describe('what still stands of an earlier look', () => {
  let root: string;
  let links: Map<string, Link>;
  const names = Array.from({ length: 40 }, (_, n) => `root-${n}.crt`);
  const at = (...path: string[]) => join(root, ...path);
  beforeEach(() => {
    root = fs.mkdtempSync(join(tmpdir(), 'probe-env-standing-'));
    links = new Map();
    for (const directory of ['certs', 'links']) fs.mkdirSync(at(directory));
    for (const name of names) {
      fs.writeFileSync(at('certs', name), name);
      fs.symlinkSync(`../certs/${name}`, at('links', name));
    }
    fs.writeFileSync(at('zone'), 'UTC');
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const file = (path: string): Dependency => ({ sign: 'file', path, value: '', fresh: false });
  const looked = (list: readonly Dependency[]) => ({
    list,
    tooMany: false,
    untilMs: null,
    around: null,
    names: new Map<string, ReadonlySet<string>>(),
  });

  function sights(crowded: ReadonlySet<string> | null, more: Partial<Sighting> = {}): SightsNow {
    const tree = openTree(root);
    const dependencies: Observation['dependencies'] = new Map([
      ['certificates', looked(names.map((name) => file(`/links/${name}`)))],
      ['zones', looked([file('/zone')])],
      ['limits', looked([{ sign: 'words', path: join(root, 'words'), value: '', fresh: false }])],
    ]);
    const machine = {
      layers: null,
      glances: (links: Map<string, Link>, crowded?: ReadonlySet<string>) => new Glances(tree, links, crowded),
    };
    try {
      return sightsOf({ dependencies }, links, machine, liveHost({}), {
        ...{ crowded, sinceMs: Date.now(), ...more },
      });
    } finally {
      closeTree(tree);
    }
  }

  it('is told by the directory where more than 32 things of one were looked at', () => {
    const { crowded } = sights(null);
    expect([...crowded]).toEqual(['/certs']);
    const before = sights(null);
    expect([...sameIn(before, sights(crowded))].sort()).toEqual(['certificates', 'limits', 'zones']);
    fs.writeFileSync(at('certs', 'another.crt'), '');
    expect([...sameIn(before, sights(crowded))].sort()).toEqual(['limits', 'zones']);
  });

  it('is told by each single thing where all is asked, in a crowded directory too', () => {
    const before = sights(null);
    fs.writeFileSync(at('certs', 'root-7.crt'), 'ROOT-7.crt');
    expect([...sameIn(before, sights(before.crowded))].sort()).toEqual(['certificates', 'limits', 'zones']);
    expect([...sameIn(before, sights(null))].sort()).toEqual(['limits', 'zones']);
  });

  it('is all of it but what one probe looked at and has changed', () => {
    const before = sights(null);
    fs.writeFileSync(at('zone'), 'CET');
    expect([...sameIn(before, sights(before.crowded))].sort()).toEqual(['certificates', 'limits']);
    fs.writeFileSync(at('words'), 'other words');
    expect([...sameIn(before, sights(before.crowded))]).toEqual(['certificates']);
  });

  it('is all that had not changed since before a first look began, and was looked at to its end', () => {
    const outcome = (name: string, inconclusive?: object) => ({ probe: { name }, inconclusive });
    const observation = (...outcomes: object[]) => ({ seen: { outcomes } }) as unknown as Observation;
    const later = { sinceMs: Date.now() + 60_000, asWritten: true };
    const all = observation(outcome('zones'), outcome('certificates'));
    expect([...sightsAtFirst(sights(null, later), all).keys()].sort()).toEqual([
      'certificates',
      'limits',
      'zones',
    ]);
    const cut = observation(outcome('zones'), outcome('certificates', { code: 'certificates-cut' }));
    expect([...sightsAtFirst(sights(null, later), cut).keys()].sort()).toEqual(['limits', 'zones']);
    // Written a moment ago, perhaps while it was looked at.
    expect([...sightsAtFirst(sights(null, { asWritten: true }), all).keys()]).toEqual(['limits']);
  });

  it('is, of what the kernel writes anew, as it was written down in the look', () => {
    const before = sights(null);
    expect([...sameIn(sights(null, { asWritten: true }), before)]).not.toContain('limits');
    fs.writeFileSync(at('words'), 'other words');
    expect([...sameIn(sights(null, { asWritten: true }), sights(null, { asWritten: true }))]).toContain(
      'limits',
    );
  });
});
