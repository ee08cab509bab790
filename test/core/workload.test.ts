import { describe, expect, it } from 'vitest';
import { workloadOf } from '../../src/core/names/workload.ts';

describe('the workload of a pod', () => {
  it.each([
    ['web-7d4b9c6f5-x2x9z', 'deployment', 'web'],
    ['my-web-api-7f9c-2-6d4cf56db6-x7k2p', 'deployment', 'my-web-api-7f9c-2'],
    ['node-agent-x2x9z', null, 'node-agent'],
    ['db-0', 'statefulset', 'db'],
    ['backup-28391234-x2x9z', 'cronjob', 'backup'],
    ['backup-29456728-x2x9z', 'cronjob', 'backup'],
    ['web', null, 'web'],
    ['', null, ''],
    ['a-word-letter', null, 'a-word-letter'],
  ])('%j is by %s %j', (pod, kind, name) => expect(workloadOf(pod)).toEqual({ kind, name }));
});
