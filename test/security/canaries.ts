/** Begins each secret that is planted, and stands in nothing else. */
const MARK = 'plugh7x';

export interface Canary {
  readonly name: string;
  /** As people write it down, with the secret in it. */
  readonly text: string;
  /** How the secret would show: itself, or in base64. */
  readonly traces: readonly string[];
}

const FORMS: readonly (readonly [name: string, text: (secret: string) => string])[] = [
  ['password of a URL', (s) => `https://user:${s}@h.example/p`],
  ['user of a URL', (s) => `https://${s}@h.example/p`],
  ['query of a URL', (s) => `https://h.example/p?zz=${s}`],
  ['fragment of a URL', (s) => `https://h.example/p#${s}`],
  ['path of a URL', (s) => `https://h.example/1a2b3c4d5e${s}4f5g6h/p`],
  ['a DSN without a scheme', (s) => `user:${s}@tcp(db:3306)/app`],
  ['GOAUTH', (s) => `git-auth --token=${s} https://h.example`],
  ['a line of .netrc', (s) => `machine h.example login me password ${s}`],
  ['a line of .netrc without a login', (s) => `machine h.example password ${s}`],
  ['Authorization', (s) => `Authorization: Basic ${s}`],
  ['Digest', (s) => `Authorization: Digest username="me", response="${s}"`],
  ['Cookie', (s) => `Cookie: a=b; sid=${s}`],
  ['Set-Cookie', (s) => `Set-Cookie: sid=${s}; Path=/`],
  ['a header of curl', (s) => `curl -H "X-Auth-Token: a ${s}" h.example`],
  ['bearer', (s) => `bearer ${s}`],
  ['a flag and its value', (s) => `app --password ${s} --quiet`],
  ['a flag and its value in one', (s) => `app --password=${s} --quiet`],
  ['a flag and its value in quotes', (s) => `app --password 'a ${s}' --quiet`],
  ['a flag and a value with a dash', (s) => `app --token -${s} --quiet`],
  ['words in JSON', (s) => `["app", "--api-key", "a ${s}"]`],
  ['a user of curl', (s) => `curl -u me:${s} h.example`],
  ['a user of curl in one', (s) => `curl -ume:${s} h.example`],
  ['sshpass', (s) => `sshpass -p ${s} ssh -p 22 h.example`],
  ['mysql', (s) => `mysql -u root -p${s} -h db`],
  ['redis-cli', (s) => `redis-cli -h cache -a ${s} ping`],
  ['a login of a registry', (s) => `docker login -u me -p ${s} h.example`],
  ['MYSQL_PWD', (s) => `MYSQL_PWD=${s}`],
  ['PGPASSWORD', (s) => `PGPASSWORD=${s}`],
  ['REDISCLI_AUTH', (s) => `REDISCLI_AUTH=${s}`],
  ['a variable in quotes', (s) => `DB_PASSWORD="a ${s}"`],
  ['AWS', (s) => `AWS_SECRET_ACCESS_KEY=${s}`],
  ['AWS, its id', (s) => `AKIA${s.toUpperCase().replace(/[^A-Z0-9]/g, '')}AAAAAAAAAAAAAAAA`.slice(0, 20)],
  ['YAML', (s) => `password: a ${s}`],
  ['YAML over lines', (s) => `password: |\n  a\n  ${s}\n`],
  ['JSON', (s) => `{"password":"a ${s}","b":1}`],
  ['JSON in JSON', (s) => `{\\"password\\":\\"a ${s}\\"}`],
  ['logins of Docker', (s) => `{"auths":{"h.example":{"auth":"${btoa(`user:${s}`)}"}}}`],
  ['npm', (s) => `//h.example/:_authToken=${s}`],
  ['GitHub', (s) => `ghp_${s}ABCDEFGHIJKLMNOP`],
  ['GitHub, fine-grained', (s) => `github_pat_${s}ABCDEFGHIJKLMNOP`],
  ['GitLab', (s) => `glpat-${s}ABCDEFGHIJ`],
  ['Vault', (s) => `hvs.${s}ABCDEFGHIJKLMNOP`],
  ['OpenAI', (s) => `sk-proj-${s}ABCDEFGHIJKLMNOP`],
  ['Anthropic', (s) => `sk-ant-api03-${s}ABCDEFGHIJKLMNOP`],
  ['Docker Hub', (s) => `dckr_pat_${s}ABCDEFGHIJKLMNOP`],
  ['SendGrid', (s) => `SG.${s}ABCDEFGHIJ.${s}ABCDEFGHIJ`],
  ['Slack', (s) => `xoxb-123456789-${s}`],
  ['Google', (s) => `AIza${s}ABCDEFGHIJKLMNOPQRSTUVWXYZ`],
  ['npm, a token', (s) => `npm_${s}ABCDEFGHIJKLMNOPQRSTUVWXYZ`],
  ['a web token', (s) => `eyJ${s}ABCDEFGH.${s}ABCDEFGH.${s}ABCDEFGH`],
  ['a private key', (s) => `-----BEGIN PRIVATE KEY-----\n${s}\n-----END PRIVATE KEY-----`],
];

export const CANARIES: readonly Canary[] = FORMS.map(([name, text], at) => {
  const secret = `${MARK}${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}q`;
  return {
    name,
    text: text(secret),
    traces: [secret, secret.toUpperCase(), btoa(`user:${secret}`)],
  };
});

/** The names of the canaries that got out, each with what stands around it. */
export function leaksIn(said: string): readonly string[] {
  return CANARIES.flatMap(({ name, traces }) =>
    traces
      .map((trace) => said.indexOf(trace))
      .filter((at) => at >= 0)
      .slice(0, 1)
      .map((at) => `${name}: …${said.slice(Math.max(0, at - 120), at + 30)}…`),
  );
}
