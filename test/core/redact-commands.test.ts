import { expect, it } from 'vitest';
import { redactCommands } from '../../src/core/redact/commands.ts';
import { concealedWords } from '../../src/core/redact/words.ts';

const S = 'hunter2hunter2';

it.each([
  [`echo root:${S} | chpasswd`, 'echo root:*** | chpasswd'],
  [`echo 'root:${S}' | chpasswd -e`, "echo 'root:***' | chpasswd -e"],
  [`chpasswd <<< me:${S}`, 'chpasswd <<< me:***'],
  [`htpasswd -cbB /etc/f me ${S}`, 'htpasswd -cbB /etc/f me ***'],
  [`htpasswd -b -C 9 /etc/f me ${S}`, 'htpasswd -b -C 9 /etc/f me ***'],
  [`htpasswd -nb me ${S} >f`, 'htpasswd -nb me *** >f'],
  [
    `echo "a ${S}" | docker login -u me --password-stdin h`,
    'echo "***" | docker login -u me --password-stdin h',
  ],
  [`echo ${S} | passwd --stdin root`, 'echo *** | passwd --stdin root'],
  [
    `kubectl create secret generic x --from-literal=pw=${S} -n a`,
    'kubectl create secret generic x --from-literal=pw=*** -n a',
  ],
  [`vault login ${S}`, 'vault login ***'],
  [`vault login -no-print "${S}" >/dev/null`, 'vault login -no-print "***" >/dev/null'],
  [`["vault", "login", "${S}"]`, '["vault", "login", "***"]'],
])('%s', (line, expected) => {
  expect(redactCommands(line)).toBe(expected);
  expect(concealedWords(['sh', '-c', line])[2]).toBe(expected);
});

/* The same by a shell and as words of their own; behind `=` what must stay is shown. */
it.each([
  ['vault', 'login', S],
  ['vault', 'login', '-no-print', S],
  ['openssl', 'enc', '-aes-256-cbc', '-k', S],
  ['openssl', 'enc', '-K', S, '-iv', '0'],
  ['smbclient', '//host/share', '-U', `me%${S}`],
  ['rpcclient', `-Ume%${S}`, 'host'],
  ['smbget', `--user=me%${S}`],
  ['ldapsearch', '-x', '-w', S],
  ['zip', '-P', S, 'a.zip'],
  ['unzip', `-P${S}`, 'a.zip'],
  ['7z', 'x', `-p${S}`, 'a.7z'],
  ['sqlcmd', '-S', 'db', '-U', 'sa', '-P', S],
  ['mosquitto_pub', '-u', 'me', '-P', S],
  ['ipmitool', '-U', 'me', '-P', S],
  ['snmpget', '-v3', '-A', S, '-X', S],
  ['redis-cli', '-a', S],
  ['mysql', `-p${S}`],
])('hides the password of %j %j', (...words) => {
  for (const text of [redactCommands(words.join(' ')), concealedWords(words).join(' ')]) {
    expect(text).not.toContain(S);
    expect(text).toContain(words[0]);
    expect(text).toContain('***');
  }
});

it.each([
  ['vault', 'login', '-method=userpass', 'username=me'],
  ['vault', 'login', '$VAULT_TOKEN_NAME'],
  ['vault', 'server', '-config', '/etc/vault.hcl'],
  ['openssl', 'req', '-keyout', 'x', '-out', 'y'],
  ['openssl', 's_client', '-connect', 'a:443'],
  ['unzip', '-p', 'a.jar', 'META-INF/MANIFEST.MF'],
  ['mosquitto_sub', '-p', '1883', '-t', 'a'],
  ['sqlcmd', '-p', '1'],
  ['7z', 'a', 'x.7z', 'y'],
  ['date', '-u', '+%Y-%m-%d'],
  ['psql', '-U', 'me', '-h', 'db'],
])('shows all of %j %j %j', (...words) => {
  expect(redactCommands(words.join(' '))).toBe(words.join(' '));
  expect(concealedWords(words)).toEqual(words);
});
