import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactDeep } from '../../src/core/redact/deep.ts';
import { IN_SECRET_NAMES, NAMES_A_SECRET } from '../../src/core/redact/named.ts';
import { redact } from '../../src/core/redact/redact.ts';

const S = 'hunter2hunter2';

describe('redact', () => {
  it.each([
    [`https://user:${S}@corp.com/go`, 'https://***@corp.com/go'],
    [`https://${S}@corp.com`, 'https://***@corp.com'],
    [`https://a:b@c:${S}@corp.com`, 'https://***@corp.com'],
    [`git+ssh://x-access-token:${S}@github.com/o/r`, 'git+ssh://***@github.com/o/r'],
    [`https://a.com,https://u:${S}@b.com|direct`, 'https://a.com,https://***@b.com|direct'],
    // Characters that must be escaped, and are not; output that was cut.
    [`https://user:${S}/x@corp.com`, 'https://***'],
    [`https://user:p${S}#x@corp.com`, 'https://***'],
    ['https://user:3128;9', 'https://***'],
    [`dial https://user:${S.slice(0, 8)}`, 'dial https://***'],
    [`user:${S}@corp.com`, '***@corp.com'],
    [`GONOPROXY=user:${S}@corp.com,b.com`, 'GONOPROXY=***@corp.com,b.com'],
    [`corp.com/x?access_token=${S}&y=1`, 'corp.com/x?***'],
    [`https://b.corp.com/x?sv=2024&sig=${S}&se=1`, 'https://b.corp.com/x?***'],
    [`https://b.corp.com/x?Policy=${S}&Key-Pair-Id=${S}`, 'https://b.corp.com/x?***'],
    [`b.corp.com/x?key=${S}&code=${S}&auth=${S}`, 'b.corp.com/x?***'],
    [`b.corp.com/x?jwt=${S}&hmac=${S}#end`, 'b.corp.com/x?***'],
    [`&sig=${S}&se=1`, '&sig=***&se=***'],
    // Parameters of any name, none, and fragments.
    [`https://h/x?zz=${S}`, 'https://h/x?***'],
    [`https://h/x?${S}`, 'https://h/x?***'],
    [`https://h?${S}`, 'https://h?***'],
    [`https://h/x#${S}`, 'https://h/x#***'],
    [`https://h/x?a=b#${S}`, 'https://h/x?***'],
    [`HTTPS://H/x?zz=${S}`, 'HTTPS://H/x?***'],
    [`http:/h/x?zz=${S}`, 'http:/h/x?***'],
    [`https:\\/\\/h\\/x?zz=${S}`, 'https:\\/\\/h\\/x?***'],
    [`https://h/x%3Fzz%3D${S}`, 'https://h/x%3F***'],
    [`https://h/x%23${S}`, 'https://h/x%23***'],
    [`https://h/x?a=1,${S}|b`, 'https://h/x?***'],
    [`https://h/x?a=it's${S}`, 'https://h/x?***'],
    [`https://a/x?y=${S},https://b#${S}|direct`, 'https://a/x?***,https://b#***|direct'],
    [`https://a/x?y=${S}|off`, 'https://a/x?***|off'],
    [`dial "https://h/x?zz=${S}": refused`, 'dial "https://h/x?***": refused'],
    [`dial 'https://h/x?zz=${S}': refused`, "dial 'https://h/x?***': refused"],
    [`(see https://h/x#${S}).`, '(see https://h/x#***).'],
    [`https://user#${S}@h`, 'https://#***'],
    [`h.corp.com:3128/?zz=${S}`, 'h.corp.com:3128/?***'],
    [`HTTP_PROXY=h.corp.com#${S}`, 'HTTP_PROXY=h.corp.com#***'],
    [`proxy:3128#${S}`, 'proxy:3128#***'],
    [`[::1]:3128?${S}`, '[::1]:3128?***'],
    [`/readyz?zz=${S}`, '/readyz?***'],
    [`u=https%3A%2F%2Fuser%3A${S}%40h%2Fx`, 'u=https%3A%2F%2F***'],
    [`https%253A%252F%252Fh%253F${S}`, 'https%253A%252F%252F***'],
    [`https://h/4${S}7q9z3k/go`, 'https://h/***/go'],
    [`https://user:it's${S}@h`, 'https://***'],
    [`https://user:#${S.repeat(60)}@h`, 'https://#***'],
    [`(user:${S}@corp.com)`, '(***@corp.com)'],
    [`<password>${S}</password>`, '<password>***</password>'],
    [`<ns:password>${S}</ns:password>`, '<ns:password>***</ns:password>'],
    [`<password><![CDATA[${S}]]></password>`, '<password>***</password>'],
    ['policy=auto key=1', 'policy=auto key=1'],
    [`-X main.apiKey=${S} -w`, '-X main.apiKey=*** -w'],
    [`DB_PASSWORD=${S}`, 'DB_PASSWORD=***'],
    [`PASS: ${S}`, 'PASS: ***'],
    [`{"password": "${S}"}`, '{"password": "***"}'],
    [`helper --token ${S} --quiet`, 'helper --token *** --quiet'],
    [`curl -u me:${S} x`, 'curl -u me:*** x'],
    [`curl --user 1000:${S} x`, 'curl --user 1000:*** x'],
    ['docker run --user 1000:3000 x', 'docker run --user 1000:3000 x'],
    [`machine corp.com login me password ${S}`, 'machine corp.com login me password ***'],
    [`Authorization: Bearer ${S}`, 'Authorization: ***'],
    [`-H 'Authorization: token ${S}' x`, "-H 'Authorization: ***' x"],
    [`bearer ${S}`, 'bearer ***'],
    [`ghp_${'a1'.repeat(18)}`, '***'],
    [`AKIA${'A1'.repeat(8)}`, '***'],
    [`eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`, '***'],
    [`x-eyJ${'a'.repeat(20)}.${'b'.repeat(20)}. y`, 'x-*** y'],
    [`secretoken${'x'.repeat(62)}: ${S}`, `secretoken${'x'.repeat(62)}: ***`],
    [`a-token-b=${S} --x-secret ${S}`, 'a-token-b=*** --x-secret ***'],
    [`-----BEGIN EC PRIVATE KEY-----\n${S}\n-----END EC PRIVATE KEY-----\nrest`, '***\nrest'],
    [`-----BEGIN PRIVATE KEY-----\n${S}`, '***'],
    // Quoted values, with blanks, quotes of their own, over several lines; and where the quotes stand around the name.
    [`PASSWORD="a b ${S}"`, 'PASSWORD="***"'],
    [`PASSWORD='a b ${S}' x`, "PASSWORD='***' x"],
    [`PASSWORD="a\\" ${S}" x`, 'PASSWORD="***" x'],
    [`PASSWORD="a\n${S}" x`, 'PASSWORD="***" x'],
    [`PASSWORD="${S} and no end`, 'PASSWORD="***'],
    [`PASSWORD='it'\\''s ${S}' x`, "PASSWORD='***' x"],
    [`PASSWORD=it's${S} x`, 'PASSWORD=*** x'],
    [`PASSWORD=a\\ ${S} x`, 'PASSWORD=*** x'],
    [`PASSWORD=a,b;${S}&c x`, 'PASSWORD=*** x'],
    [`PASSWORD=$(echo ${S}) x`, 'PASSWORD=*** x'],
    [`-e 'PASSWORD=a ${S}' x`, "-e 'PASSWORD=***' x"],
    [`["-e", "PASSWORD=a ${S}", "x"]`, '["-e", "PASSWORD=***", "x"]'],
    [`helper --password 'a ${S}' x`, "helper --password '***' x"],
    [`helper --password="a ${S}" x`, 'helper --password="***" x'],
    [`CMD ["app" "--password" "a ${S}"]`, 'CMD ["app" "--password" "***"]'],
    [`["app","--password","a ${S}","x"]`, '["app","--password","***","x"]'],
    [`helper --token -${S} x`, 'helper --token *** x'],
    [`{\\"password\\":\\"a ${S}\\",\\"b\\":1}`, '{\\"password\\":\\"***\\",\\"b\\":1}'],
    [`PASSWORD='a'${S} x`, "PASSWORD='*** x"],
    // Words of a name that only begin like others.
    ...[
      'JWT_SECRET_REFRESH',
      'JWT_SECRET_REFRESH_KEY',
      'TOKEN_REFRESH',
      'MY_PASSWORD_MINIO',
      'ACCESS_KEY_MINIO',
    ].map((name) => [`${name}=${S}`, `${name}=***`]),
    ...[
      'API_KEY_MAXMIND',
      'PASSWORD_HOSTINGER',
      'API_KEY_EXPLORER',
      'SECRET_NAME_KEY',
      'secretKeyRefresh',
    ].map((name) => [`${name}=${S}`, `${name}=***`]),
    ...[
      'API_KEYS',
      'ACCESS_TOKENS',
      'PASSWORDS',
      'CREDENTIALS',
      'AWS_CREDENTIALS',
      'APP_SECRETS',
      'apiKeys',
    ].map((name) => [`${name}=${S},${S}`, `${name}=***`]),
    [`credentials: ${S}`, 'credentials: ***'],
    [`cookies: session=${S}`, 'cookies: ***'],
    [`app --api-keys ${S} --tokens=${S} x`, 'app --api-keys *** --tokens=*** x'],
    [`redis-server --requirepass ${S}`, 'redis-server --requirepass ***'],
    [`["redis-server","--requirepass","${S}"]`, '["redis-server","--requirepass","***"]'],
    [`keytool -storepass ${S} -keypass ${S}`, 'keytool -storepass *** -keypass ***'],
    [`Server=db;Uid=sa;Pwd=${S};`, 'Server=db;Uid=sa;Pwd=***;'],
    // YAML.
    [
      `- name: DB_PASSWORD\n  value: a ${S}\n- name: B\n  value: b`,
      '- name: DB_PASSWORD\n  value: ***\n- name: B\n  value: b',
    ],
    [`{"name":"DB_PASSWORD","value":"a ${S}","b":1}`, '{"name":"DB_PASSWORD","value":"***","b":1}'],
    [`password: x ${S}\nuser: me`, 'password: ***\nuser: me'],
    [`  - password: |\n      x\n      ${S}\n    user: me`, '  - password: ***\n    user: me'],
    [`# password: a ${S}\nb`, '# password: ***\nb'],
    [`password:\n  ${S}`, 'password:\n  ***'],
    // Headers and names that are short.
    [`-H "X-Auth-Key: ${S}" x`, '-H "X-Auth-Key: ***" x'],
    [`-H 'X-Auth: ${S}' x`, "-H 'X-Auth: ***' x"],
    [`DB_PW=${S} pw=${S} --pw ${S} x`, 'DB_PW=*** pw=*** --pw *** x'],
    [`PGPASS=${S}`, 'PGPASS=***'],
    // What messengers are written to by.
    [`https://api.telegram.org/bot110201543:AA${S}/getMe`, 'https://api.telegram.org/bot110201543:***'],
    [`https://hooks.slack.com/services/T0/B0/${S}`, 'https://hooks.slack.com/***'],
    [`https://discord.com/api/webhooks/123456/${S}`, 'https://discord.com/api/webhooks/123456/***'],
    // Settings of XML.
    [`<password>${S}</password>`, '<password>***</password>'],
    [`<Password>\n  a ${S}\n</Password>`, '<Password>\n  ***\n</Password>'],
    [`<secret type='x'>${S}</secret>`, "<secret type='x'>***</secret>"],
    [`<add key="DbPassword" value="a ${S}"/>`, '<add key="DbPassword" value="***"/>'],
    // The old form of a Dockerfile.
    [`ENV DB_PASSWORD a ${S}`, 'ENV DB_PASSWORD ***'],
    [`/bin/sh -c #(nop)  ENV API_TOKEN ${S}\nUSER 1`, '/bin/sh -c #(nop)  ENV API_TOKEN ***\nUSER 1'],
    // The name of a measure, and no measure.
    [`PASSWORD_MAX=${S}`, 'PASSWORD_MAX=***'],
    [`TOKEN_TTL=${S} TOKEN_LIMIT="a ${S}"`, 'TOKEN_TTL=*** TOKEN_LIMIT="***"'],
    // Headers.
    [`Cookie: a=${S}; b=${S}`, 'Cookie: ***'],
    [`Set-Cookie: a=${S}; Path=/`, 'Set-Cookie: ***'],
    [`curl -H "Cookie: a=b; c=${S}" x`, 'curl -H "Cookie: ***" x'],
    [`> Authorization: Digest username="me", response="${S}"`, '> Authorization: ***'],
    // Words of programs.
    [`curl -uuser:${S} x`, 'curl -uuser:*** x'],
    [`curl -fsSLu user:${S} x`, 'curl -fsSLu user:*** x'],
    [`curl --cookie a=${S} h.example`, 'curl --cookie *** h.example'],
    [`curl -su user:${S} x`, 'curl -su user:*** x'],
    [`curl -u 'user:a ${S}' x`, "curl -u 'user:***' x"],
    [`CMD ["curl", "-u", "user:a ${S}"]`, 'CMD ["curl", "-u", "user:***"]'],
    [`sshpass -p ${S} ssh -p 22 h`, 'sshpass -p *** ssh -p 22 h'],
    [`sshpass -p 'a ${S}' ssh h`, "sshpass -p '***' ssh h"],
    [`mysql -u root -p${S} -h db`, 'mysql -u root -p*** -h db'],
    [`docker login -u me -p ${S} h`, 'docker login -u me -p *** h'],
    [`mongosh -u me -p ${S} h`, 'mongosh -u me -p *** h'],
    [`useradd -m -p ${S} me`, 'useradd -m -p *** me'],
    [`ldapsearch -x -w ${S} -D cn=me`, 'ldapsearch -x -w *** -D cn=me'],
    [`machine h login me pass ${S}`, 'machine h login me pass ***'],
    [`redis-cli -h c -p 6379 -a ${S} ping`, 'redis-cli -h c -p 6379 -a *** ping'],
    [`MYSQL_PWD=${S}`, 'MYSQL_PWD=***'],
    [`REDISCLI_AUTH=${S}`, 'REDISCLI_AUTH=***'],
    [`_auth=${S}`, '_auth=***'],
    [`{"auths":{"h":{"auth":"${btoa(`user:${S}`)}"}}}`, '{"auths":{"h":{"auth":"***"}}}'],
    [`machine h password ${S}`, 'machine h password ***'],
    [`default password ${S}`, 'default password ***'],
    [`AccountName=x;AccountKey=${S}==;x`, 'AccountName=x;AccountKey=***'],
    [`password%3D${S}`, 'password%3D***'],
    // Makes.
    [`hvs.${S}1234567890`, '***'],
    [`sk-proj-${S}`, '***'],
    [`sk-ant-api03-${S}`, '***'],
    [`dckr_pat_${S}`, '***'],
    [`SG.${S}abcd.${S}abcd`, '***'],
    [`-----BEGIN PGP PRIVATE KEY BLOCK-----\n${S}\n-----END PGP PRIVATE KEY BLOCK-----\nrest`, '***\nrest'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redactDeep({ a: [text], b: { c: text } })).toEqual({ a: [expected], b: { c: expected } });
  });

  it.each([
    'https://proxy.golang.org,direct',
    'https://proxy.golang.org/example.com/m/@v/v1.2.3.info',
    'http://127.0.0.1:8080/x@v1',
    'https://[::1]:8080/x',
    'http://host:80',
    'a proxy, http://p:3128; and another one',
    'asks http://p:3128. It does not answer',
    'dial http://p:3128: connection refused',
    'example.com/m@v1.2.3: reading https://corp.com:8443/m/@v/list: 404 Not Found',
    'git@github.com:org/repo',
    'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
    'image@sha256:0123456789abcdef',
    '/etc/ssl/certs/ca-certificates.crt',
    'the token is missing; the password file cannot be read',
    'golang:1.26@sha256:0123456789abcdef',
    'https://corp.com/x?go-get=1',
    'https://corp.com/x?go-get=1: no go-import meta tags',
    'Have you set https://proxy.corp.com? Or http://b.com?',
    '/bin/sh -c #(nop) COPY dir:0123 in /src # see C#',
    '[ $?=0 ] && [ $# -gt 1 ] || what?',
    'https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.26.0.linux-amd64.zip',
    'https://registry.corp.com/artifactory-go-virtual-2024/api/go/linux-amd64-go1-26-debian12-x86',
    '/readyz?verbose',
    'passed 3 of 4: bypass=1',
    'TZ=:Asia/Shanghai',
    '-trimpath -mod=mod',
    'basic auth',
  ])('leaves %s as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('takes out of the parts of a text what it takes out of the whole', () => {
    const secrets = fc.constantFrom(`https://u:${S}@h/`, `token=${S}`, `--password ${S}`, `u:${S}@h`);
    const around = fc.string({ unit: fc.constantFrom(...'ab/:@,. \n"|=-') });
    fc.assert(
      fc.property(around, secrets, around, (before, secret, behind) => {
        expect(redact(`${before} ${secret} ${behind}`)).not.toContain(S);
      }),
    );
  });

  it.each([
    ...'token secret passwd password passphrase DB_PASS root-pass keypass requirepass x_pwd'.split(' '),
    ...'_auth access_key account-key apikey encryption_key masterKey private_key SESSION_KEY'.split(' '),
    ...'signing-key signature credential Authorization cookie'.split(' '),
  ])('has a sign by which it looks for the secret %s', (name) => {
    expect(NAMES_A_SECRET.test(name)).toBe(true);
    expect(IN_SECRET_NAMES.some((sign) => name.toLowerCase().includes(sign))).toBe(true);
  });

  it('copies only the parts of a value that it changes, whatever their keys are called', () => {
    const value = JSON.parse(
      `{"same": [{"a": "b"}], "list": ["x", "token=${S}", "y"], "__proto__": {"a": "PASS: ${S}"}}`,
    );
    const result = redactDeep(value);
    expect(JSON.stringify(result)).toBe(
      '{"same":[{"a":"b"}],"list":["x","token=***","y"],"__proto__":{"a":"PASS: ***"}}',
    );
    expect(result.same).toBe(value.same);
    expect(JSON.stringify(value)).toContain(S);
  });
});
