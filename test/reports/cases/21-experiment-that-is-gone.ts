import { inModule } from '../module.ts';

export default inModule({
  what: 'A GOEXPERIMENT that this go does not know',
  says: ['unknown GOEXPERIMENT'],
  cause: 'Experiments come and go with the releases: what an older Dockerfile sets stops a newer go.',
  env: { GOEXPERIMENT: 'unified2' },
  real: [{ command: ['go', 'version'], fails: true, says: 'unknown GOEXPERIMENT unified2' }],
  finds: { 'go-version/failed': 'error', 'go-env/failed': 'error' },
  exit: 1,
  remedies: { 'go-version/failed': ['GOEXPERIMENT='], 'go-env/failed': ['GOEXPERIMENT='] },
});
