import type { Limits } from '../../../src/core/documents/target-description.ts';
import type { Host } from '../../../src/target/host.ts';

/** Whether variables say what a program may refuse, or more than there is. */
export function looksWrong(env: Host['env'], { memoryBytes, cpus }: Limits): boolean {
  const { GOMEMLIMIT = '', GOMAXPROCS = '', GOGC = '', NODE_OPTIONS = '', UV_THREADPOOL_SIZE = '4' } = env;
  const [, count = '', unit = ''] = /^(\d{1,15})(?:([KMGT])iB|B)?$/.exec(GOMEMLIMIT) ?? [];
  const isRead = count !== '' || GOMEMLIMIT === '' || GOMEMLIMIT === 'off';
  const bytes = Number(count) * 1024 ** ' KMGT'.indexOf(unit || ' ');
  return (
    !isRead ||
    bytes > (memoryBytes ?? 2 ** 62) ||
    // Less than Go takes for itself.
    (count !== '' && bytes < 4 * 2 ** 20) ||
    !/^(?:off|\d{0,9})$/.test(GOGC) ||
    !/^(?:[1-9]\d{0,3})?$/.test(GOMAXPROCS) ||
    Number(GOMAXPROCS) > Math.max(2, Math.ceil(cpus ?? 1e4)) ||
    /max[-_]old/.test(NODE_OPTIONS) ||
    // So many there is always room for; of more a look at pids.max tells.
    !/^[1-9]$/.test(UV_THREADPOOL_SIZE)
  );
}
