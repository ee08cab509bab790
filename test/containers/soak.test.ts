import { readdirSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { IMAGE_ENV, Images, imagesProblem, PROBE_ENV } from './images.ts';

/** One after the other; `npm run soak` asks for 10 000. */
const RUNS = Number(process.env.SOAK_RUNS ?? 100);
const AT_ONCE = 50;
/** A second for each run is far beyond what any machine needs. */
const LIMIT_MS = Math.max(120_000, RUNS * 1000);

const READY = `READY ${CONTAINER_PROBES.length} probes`;
const PROBE = `${PROBE_ENV} --quiet --timeout 60000`;

/** Counts the runs whose exit code or verdict is wrong, then prints what is left behind. */
const SCRIPT = `
bad=0; i=0
while [ $i -lt ${RUNS} ]; do
  out=$(${PROBE}) || bad=$((bad + 1))
  case "$out" in "${READY} ("*) ;; *) bad=$((bad + 1)) ;; esac
  i=$((i + 1))
done
echo "one by one: $bad wrong"
i=0
while [ $i -lt ${AT_ONCE} ]; do
  { ${PROBE} >/tmp/out.$i; echo $? >/tmp/code.$i; } &
  i=$((i + 1))
done
wait
echo "at once: $(cat /tmp/code.* | grep -cv '^0$') wrong, $(cat /tmp/out.* | grep -c '^${READY}') ready"
rm /tmp/out.* /tmp/code.*
echo "processes: $(ls -d /proc/[0-9]* | wc -l)"
echo "files in /tmp: $(ls -A /tmp | wc -l)"
cat /sys/fs/cgroup/cpu/cpuacct.usage /sys/fs/cgroup/cpuacct/cpuacct.usage /sys/fs/cgroup/cpu.stat 2>/dev/null | head -n 1
`;

describeReal('many runs', { root: true, tools: ['podman', 'runc'], also: imagesProblem }, () => {
  const podman = new Podman();
  const images = new Images(podman);
  afterAll(() => podman.close(), CLOSE_MS);

  it(
    `${RUNS} runs one by one and ${AT_ONCE} at once leave nothing behind and never err`,
    () => {
      const root = images.root('golang');
      // podman makes /etc/hosts and /etc/mtab at the first start.
      root.run(['/bin/true']);
      const before = listing(root.directory);
      const { stdout, stderr } = root.run(['/bin/sh', '-c', SCRIPT], {
        env: IMAGE_ENV.golang,
        tmp: true,
        timeoutMs: LIMIT_MS,
      });
      expect(stderr).toBe('');
      const [serial, parallel, processes, files, cpu] = stdout.split('\n');
      expect(serial).toBe('one by one: 0 wrong');
      expect(parallel).toBe(`at once: 0 wrong, ${AT_ONCE} ready`);
      // The shell, its substitution's subshell, ls and wc.
      expect(Number(processes?.split(' ')[1])).toBeLessThanOrEqual(4);
      expect(files).toBe('files in /tmp: 0');
      expect(listing(root.directory)).toEqual(before);
      console.log(`${RUNS + AT_ONCE} runs, CPU of the container: ${cpu}`);
    },
    LIMIT_MS,
  );
});

/** Everything that a run could have left: homes, caches, the root itself. */
function listing(root: string): string[] {
  return ['', 'root', 'go', 'etc', 'var/tmp', 'home'].flatMap((directory) =>
    readdirSync(`${root}/${directory}`).map((name) => `${directory}/${name}`),
  );
}
