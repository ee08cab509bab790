import { report } from '../report.ts';

export default report({
  what: 'A slip in brackets of nsswitch.conf, and no host is found any more',
  says: ['Name or service not known', 'Temporary failure in name resolution'],
  cause:
    'glibc takes nothing of a file with a criterion that is none: /etc/hosts is not looked into, and no server is asked.',
  root: 'debian',
  made: [
    'printf "127.0.0.1 localhost\\n" >etc/hosts',
    'rm -f etc/resolv.conf; printf "nameserver 192.0.2.53\\n" >etc/resolv.conf',
    'printf "hosts: files [NOTFOUND] dns\\n" >etc/nsswitch.conf',
  ],
  args: ['--profile', 'runtime', '--only', 'resolver'],
  policy: 'resolver: { names: [localhost] }',
  real: [{ command: ['getent', 'ahosts', 'localhost'], fails: true }],
  finds: { 'resolver/nsswitch-invalid': 'error' },
  exit: 1,
  remedies: { 'resolver/nsswitch-invalid': ["'hosts: files dns'"] },
});
