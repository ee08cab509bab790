import { HEALTHY, INPUTS } from './inputs.ts';
import { runOn } from './run.ts';

const only = process.argv[2];
const healthy = await runOn(HEALTHY);
console.log(
  'healthy',
  Math.round(healthy.cpuMs),
  Math.round(healthy.wallMs),
  Math.round(healthy.peakMib),
  healthy.code,
  healthy.stderr.slice(0, 200),
);
for (const input of INPUTS) {
  if (only && !only.split('@').some((o) => `${input.reader}: ${input.family}`.includes(o))) continue;
  try {
    const e = await runOn(input);
    const bad = [
      !input.codes.includes(e.code ?? -1) && 'CODE',
      e.cpuMs - healthy.cpuMs > 1200 && 'CPU',
      !(e.peakMib < 320) && 'RSS',
      e.stdout.length + e.stderr.length > 2e6 && 'OUT',
    ]
      .filter(Boolean)
      .join(' ');
    console.log(
      `${bad || 'ok'} | ${input.reader}: ${input.family} | cpu ${Math.round(e.cpuMs)} | wall ${Math.round(e.wallMs)} | ${Math.round(e.peakMib)} MiB | code ${e.code} | ${(e.stderr || e.stdout).slice(0, 160).replaceAll('\n', ' ⏎ ')}`,
    );
  } catch (error) {
    console.log('THROWN', input.reader, input.family, String(error).slice(0, 300));
  }
}
