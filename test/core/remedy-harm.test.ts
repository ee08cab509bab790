import { describe, expect, it } from 'vitest';
import { doesHarm } from '../../src/core/remedy/harm.ts';
import type { Remedy, Syntax } from '../../src/core/remedy/remedy.ts';
import { shellCommands } from '../../src/core/remedy/shell-words.ts';

const remedy = (lines: readonly string[], syntax: Syntax = 'shell'): Remedy => ({
  where: 'image',
  syntax,
  lines,
  needs: [],
  why: '',
});

describe('a remedy does harm where it', () => {
  it.each([
    'chmod 777 /srv/app',
    'chmod 0666 /srv/app/x',
    'chmod -R 1777 /srv/app',
    'chmod o+w /srv/app',
    'chmod a=rwX /srv/app',
    'chmod +w /srv/app',
    'chmod u+x,o+w /srv/app',
    'chmod a+r /etc/tls/tls.key',
    "chmod 0644 '/etc/my app/api-token'",
    'chmod o+x /root',
    'chmod a+rX /home/other/x',
    'chmod -R a+rX /etc',
    'chown -R 12345:12345 /usr/local/bin',
    'chgrp 12345 /etc/ssl/',
    'chown 12345 /root/.netrc',
    'chown 12345:12345 /var/thing',
    'mkdir -p /usr/local/bin && chown 12345 /usr/local/bin',
    'chown -R 0 /var',
    'chmod -R g=u /etc',
    'chmod o+x /run/secrets/',
    'rm -f "$(readlink -f /etc/tls/tls.key)"',
    'rm -rf /usr',
    'rm -rf /',
    'rm /etc/tls/tls.key',
    'rm -r /home/other',
    'echo x; rm /etc/passwd',
    'printf x > /home/app/.netrc',
  ])('is %s', (line) => {
    expect(doesHarm(remedy([line]))).toBe(true);
    expect(doesHarm(remedy([`RUN ${line}`], 'dockerfile'))).toBe(true);
  });

  it.each([
    'COPY --chmod=0777 server /app/server',
    'COPY --from=build --chmod=0644 /etc/tls/tls.key /etc/tls/tls.key',
    'COPY --chown=12345:12345 bin /usr/local/bin',
    'COPY --from=build --chmod=0755 /root/x /root/x',
  ])('is %s', (line) => expect(doesHarm(remedy([line], 'dockerfile'))).toBe(true));

  it.each([
    'chmod 1777 /tmp',
    'chmod 600 /home/app/.netrc',
    'chmod a+rX /etc/ssl/certs/ca-certificates.crt',
    'chmod -R a+rX /usr/share/zoneinfo',
    'chmod -R g=u /srv/app',
    'chgrp 12345 /etc/tls/tls.key && chmod g+r /etc/tls/tls.key',
    'chown 0 /etc/passwd && chmod u+r /etc/passwd',
    'chmod a+r /etc/passwd',
    'mkdir -p /var/thing && chown -R 12345:12345 /var/thing',
    'chown -R 12345:12345 /srv/app/cache',
    'rm /etc/localtime && ln -s /usr/share/zoneinfo/UTC /etc/localtime',
    'rm -rf /usr/local/go',
    'chmod o-w /usr/local/bin',
    "echo 'chmod 777 /' > /srv/app/note",
  ])('and not where it is %s', (line) => {
    expect(doesHarm(remedy([line]))).toBe(false);
    expect(doesHarm(remedy([`RUN ${line}`], 'dockerfile'))).toBe(false);
  });

  it.each([
    'COPY --from=build --chown=0:12345 --chmod=0640 /etc/tls/tls.key /etc/tls/tls.key',
    'COPY --from=build --chown=12345:12345 /mnt /srv',
    'COPY --chmod=0755 server /app/server',
    'COPY --from=golang:1.27 /usr/local/go /usr/local/go',
  ])('and not where it is %s', (line) => expect(doesHarm(remedy([line], 'dockerfile'))).toBe(false));
});

describe('the words of a shell', () => {
  it('are told with quotes, escapes, substitutions and redirections', () => {
    expect(shellCommands(String.raw`A=1 x 'a b'\''c' "d\"$e" $(f g; h)/i >j 2>>k && l;m|n`)).toEqual([
      { words: ['A=1', 'x', "a b'c", 'd"$e', '$(f g; h)/i', '2'], into: ['j', 'k'] },
      { words: ['l'], into: [] },
      { words: ['m'], into: [] },
      { words: ['n'], into: [] },
    ]);
  });
});
