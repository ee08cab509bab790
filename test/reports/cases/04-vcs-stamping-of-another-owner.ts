import { report } from '../report.ts';

export default report({
  what: 'A checkout that belongs to another uid',
  seenAt: ['golang/go#49004'],
  says: ['error obtaining VCS status: exit status 128'],
  cause: 'git refuses a repository of somebody else, and go build wants its revision.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  git: true,
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n" >src/go.mod',
    'printf "package main\\nfunc main() {}\\n" >src/main.go',
    'git init -q src && chown -R 1001 src',
  ],
  env: { HOME: '/tmp', GOTOOLCHAIN: 'local', GOPROXY: 'off', GOCACHE: '/tmp/cache' },
  real: [
    {
      command: ['go', 'list', '-buildvcs=true', '-json=Stale', '-compiled', '.'],
      fails: true,
      says: 'error obtaining VCS status: exit status 128',
    },
    { command: ['git', 'status'], fails: true, says: 'detected dubious ownership in repository' },
  ],
  finds: { 'go-env/vcs-stamp-refused': 'error' },
  exit: 1,
  remedies: { 'go-env/vcs-stamp-refused': ['safe.directory', '-buildvcs=false'] },
});
