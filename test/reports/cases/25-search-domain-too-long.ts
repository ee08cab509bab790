import { report } from '../report.ts';

const LONG = [60, 60, 60, 63].map((length, i) => 'abcd'.charAt(i).repeat(length)).join('.');

export default report({
  what: 'Every program that looks up a name is aborted',
  says: ["Assertion `resolv_conf_matches (resp, conf)' failed"],
  cause:
    'glibc compares the domains that are searched with their old form, six domains in 256 bytes, and takes a long one that was cut for a change.',
  root: 'debian',
  made: [
    'printf "127.0.0.1 localhost\\n" >etc/hosts',
    'printf "hosts: files dns\\n" >etc/nsswitch.conf',
    `rm -f etc/resolv.conf; printf "nameserver 192.0.2.53\\nsearch a.example ${LONG}.example\\n" >etc/resolv.conf`,
  ],
  args: ['--profile', 'runtime', '--only', 'resolver'],
  policy: 'resolver: { names: [db] }',
  real: [
    {
      command: ['getent', 'ahosts', 'db'],
      fails: true,
      says: "Assertion `resolv_conf_matches (resp, conf)' failed",
    },
  ],
  finds: { 'resolver/search-too-long': 'error' },
  exit: 1,
});
