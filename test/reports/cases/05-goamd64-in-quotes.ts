import { inModule } from '../module.ts';

export default inModule({
  what: 'GOAMD64="v2"',
  says: ['is not a valid identifier name'],
  cause:
    'An env file of docker run keeps the quotes. go hands the value to the assembler without a look at it.',
  env: { GOAMD64: '"v2"' },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'is not a valid identifier name' },
  ],
  finds: { 'go-env/level-misspelt': 'error' },
  exit: 1,
  remedies: { 'go-env/level-misspelt': ['GOAMD64=v2'] },
});
