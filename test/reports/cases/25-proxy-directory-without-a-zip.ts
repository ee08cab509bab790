import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=file:///opt/proxy, and the zip of a required module is not there',
  says: ['reading file:///opt/proxy/example.com/lib/@v/v1.0.0.zip: no such file or directory'],
  cause: 'Of a directory that is the only source each required module needs its .info, .mod and .zip.',
  made: ['rm opt/proxy/example.com/lib/@v/v1.0.0.zip'],
  real: [
    {
      command: ['go', 'mod', 'download'],
      fails: true,
      says: 'reading file:///opt/proxy/example.com/lib/@v/v1.0.0.zip',
    },
  ],
  finds: { 'go-env/proxy-directory-incomplete': 'error' },
  exit: 1,
  tells: ['/opt/proxy/example.com/lib/@v/v1.0.0.zip is not there'],
});
