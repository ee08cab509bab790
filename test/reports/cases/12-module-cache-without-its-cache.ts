import { report } from '../report.ts';

export default report({
  what: 'A module cache without its directory cache, and GOPROXY=off',
  says: ['module lookup disabled by GOPROXY=off'],
  cause: 'Go needs the .mod and .ziphash below cache/download, not only the extracted tree.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n\\nrequire go.example/lib v1.0.0\\n" >src/go.mod',
    'printf \'package main\\nimport _ "go.example/lib"\\nfunc main() {}\\n\' >src/main.go',
    'mkdir -p go/pkg/mod/go.example/lib@v1.0.0 && echo package lib >go/pkg/mod/go.example/lib@v1.0.0/lib.go',
  ],
  env: {
    HOME: '/tmp',
    GOTOOLCHAIN: 'local',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOPATH: '/go',
    GOFLAGS: '-mod=mod',
  },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'module lookup disabled by GOPROXY=off',
    },
  ],
  finds: { 'go-env/proxy-off': 'error' },
  exit: 1,
});
