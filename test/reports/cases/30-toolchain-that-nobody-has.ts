import { inModule } from '../module.ts';

export default inModule({
  what: 'A go line for which a toolchain would be fetched, and downloads are off',
  says: ['go: download go1.99 for linux/amd64: toolchain not available'],
  cause: 'GOTOOLCHAIN=auto fetches what go.mod asks for, and GOPROXY=off lets it not.',
  env: { GOTOOLCHAIN: 'auto' },
  made: ["printf 'module example.com/app\\n\\ngo 1.99\\n' >src/go.mod"],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'toolchain not available' }],
  finds: { 'go-env/toolchain-download': 'error' },
  exit: 1,
});
