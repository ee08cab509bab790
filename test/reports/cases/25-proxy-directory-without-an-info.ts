import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=file:///opt/proxy, and the .info of a required module is not there',
  says: ['reading file:///opt/proxy/example.com/lib/@v/v1.0.0.info: no such file or directory'],
  cause: 'A build asks for the .mod and the .zip alone; go mod download wants the .info too.',
  made: ['rm opt/proxy/example.com/lib/@v/v1.0.0.info'],
  real: [
    { command: ['go', 'list', '-deps', 'example.com/lib'], fails: false },
    { command: ['go', 'mod', 'download'], fails: true, says: 'v1.0.0.info: no such file or directory' },
  ],
  finds: { 'go-env/proxy-directory-incomplete': 'warning' },
  exit: 0,
});
