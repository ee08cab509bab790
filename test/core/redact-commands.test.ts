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
])('%s', (line, expected) => {
  expect(redactCommands(line)).toBe(expected);
  expect(concealedWords(['sh', '-c', line])[2]).toBe(expected);
});
