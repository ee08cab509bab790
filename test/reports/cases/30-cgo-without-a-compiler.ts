import { inModule } from '../module.ts';

export default inModule({
  what: 'cgo in an image without a C compiler',
  says: ['cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH'],
  cause: 'CGO_ENABLED=1 is what somebody set; left alone go would turn cgo off.',
  env: { CGO_ENABLED: '1', CC: 'gcc', GOCACHE: '/tmp/cache' },
  made: ['printf "package main\\n\\nimport \\"C\\"\\n\\nfunc main() {}\\n" >src/main.go'],
  real: [
    {
      command: ['go', 'list', '-compiled', '.'],
      fails: true,
      says: 'cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    },
  ],
  finds: { 'go-env/cgo-without-compiler': 'error' },
  exit: 1,
});
