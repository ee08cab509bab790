import { posix } from 'node:path';
import type { ProfileName } from '../../../src/core/profile.ts';
import type { Host } from '../../../src/target/host.ts';
import { realPath } from '../../../src/target/posix/real-path.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { nodeOf } from '../../../src/target/system/node-there.ts';
import { curl, git } from '../readers/curl.ts';
import { go } from '../readers/go.ts';
import { type NodeLine, nodeFetch, nodeRequest, readsVariables } from '../readers/node.ts';
import { python, requests, requestsBySuffix } from '../readers/python.ts';
import type { Runtime } from '../readers/runtimes.ts';
import { apt, busybox, wget } from '../readers/wget.ts';

/**
 * The programs of the container that read the variables: Go always, since the container is there for a Go service; the others
 * where PATH leads to them. apt works only where something is built.
 */
export function findRuntimes(host: Host, profile: ProfileName): readonly Runtime[] {
  return [
    { name: 'go', reader: go },
    ...(findOnPath(host, 'curl') === null ? [] : [{ name: 'curl', reader: curl } as const]),
    ...(findOnPath(host, 'git') === null ? [] : [{ name: 'git', reader: git } as const]),
    ...ofWget(host),
    ...ofPython(host),
    ...ofNode(host),
    ...(profile !== 'build' || findOnPath(host, 'apt-get') === null
      ? []
      : [{ name: 'apt', reader: apt } as const]),
  ];
}

function ofWget(host: Host): readonly Runtime[] {
  const path = findOnPath(host, 'wget');
  if (path === null) return [];
  const real = realPath(host, path);
  const isBusybox = real.ok && posix.basename(real.value).startsWith('busybox');
  return [isBusybox ? { name: 'busybox', reader: busybox } : { name: 'wget', reader: wget }];
}

/** Where pip and Debian put packages. */
const PACKAGES = ['/usr/lib/python3/dist-packages'];
const LIBRARIES = ['/usr/local/lib', '/usr/lib'];
const MAX_SOURCE_BYTES = 256 * 1024;

function ofPython(host: Host): readonly Runtime[] {
  if (findOnPath(host, 'python3') === null && findOnPath(host, 'python') === null) return [];
  const versioned = LIBRARIES.flatMap((library) => {
    const names = host.readdir(library);
    const pythons = names.ok ? names.value.filter((name) => /^python3(?:\.\d+)?$/.test(name)) : [];
    return pythons.map((name) => `${library}/${name}/site-packages`);
  });
  for (const directory of [...PACKAGES, ...versioned]) {
    const source = host.readFile(`${directory}/requests/utils.py`, { maxBytes: MAX_SOURCE_BYTES });
    if (!source.ok) continue;
    // How it compares names changed without a word in its documentation: its own text tells.
    const whole = source.value.includes('host = host.lstrip(".")');
    return [
      { name: 'python', reader: python },
      { name: 'requests', reader: whole ? requests : requestsBySuffix },
    ];
  }
  return [{ name: 'python', reader: python }];
}

/** Node only where it is told to read the variables, and can: from 22.21 and 24.5 on. */
function ofNode(host: Host): readonly Runtime[] {
  if (!readsVariables(host.env)) return [];
  const path = findOnPath(host, 'node');
  if (path === null) return [];
  const line = lineOf(nodeOf(host)?.version ?? null);
  return line === null
    ? []
    : [
        { name: 'node', reader: nodeFetch(line) },
        { name: 'nodeHttp', reader: nodeRequest(line) },
      ];
}

function lineOf(version: string | null): NodeLine | null {
  const [, major = '26', minor = '99'] = /^v(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const [line, release] = [Number(major), Number(minor)];
  if (line < 22 || line === 23 || (line === 22 && release < 21) || (line === 24 && release < 5)) return null;
  return line >= 26 ? 26 : line >= 24 ? 24 : 22;
}
