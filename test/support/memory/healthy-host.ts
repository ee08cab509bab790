import type { Host } from '../../../src/target/host.ts';
import { procTree } from './healthy.ts';
import { golangImage } from './machines.ts';
import { memoryHost } from './memory-host.ts';
import { goCommand } from './trees/go-env.ts';
import { mountTable } from './trees/permissions.ts';

/** The golang image on Debian in memory: no probe has anything to say. */
export function healthyHost(): Host {
  const { trees, env = {}, cwd = '/' } = golangImage('debian');
  return memoryHost({
    trees: [...trees, procTree(), mountTable()],
    env,
    cwd,
    programs: { '/usr/local/go/bin/go': goCommand() },
  });
}
