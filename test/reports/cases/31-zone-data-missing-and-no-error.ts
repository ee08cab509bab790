import { report } from '../report.ts';

export default report({
  what: 'A program that passes over the error of time.LoadLocation, without zone data',
  says: ['panic: time: missing Location in call to Time.In', 'unknown time zone Asia/Shanghai'],
  cause: 'The image has no zone data: the zone that was asked for is nil.',
  root: 'empty',
  args: ['--profile', 'runtime', '--only', 'timezone'],
  env: { TZ: 'Asia/Shanghai' },
  real: [
    { ask: 'moment Asia/Shanghai', fails: true, says: 'missing Location in call to Time.In' },
    { ask: 'zone Asia/Shanghai', fails: true, says: 'unknown time zone Asia/Shanghai' },
  ],
  finds: { 'timezone/zoneinfo-missing': 'error' },
  exit: 1,
});
