import { inModule } from '../module.ts';

export default inModule({
  what: 'A private module in an image without git',
  says: [
    'go: missing Git command. See https://go.dev/s/gogetcmd',
    'go: git.corp.example/lib.git@v1.0.0: no secure protocol found for repository',
  ],
  cause: 'What GOPRIVATE matches comes from its repository, and that takes git.',
  env: { GOPROXY: '', GOPRIVATE: 'git.corp.example', GOFLAGS: '-mod=mod' },
  made: ['printf "\\nrequire git.corp.example/lib.git v1.0.0\\n" >>src/go.mod'],
  real: [
    { command: ['go', 'mod', 'download'], fails: true, says: 'missing Git command' },
    { command: ['go', 'list', '-m', 'all'], fails: true, says: 'no secure protocol found for repository' },
  ],
  finds: { 'go-env/module-blocked': 'error' },
  exit: 1,
});
