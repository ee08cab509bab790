import type { GoEnvFinding } from '../rules/index.ts';

/**
 * Sources without a go.mod: `go build`, `go run .` and `go test` end, `go run FILE` works. Go passes over a go.mod in the
 * very directory for temporary files (cmd/go/internal/modload, findModuleRoot). In a workspace its modules can be built from
 * here by their directories.
 */
export function judgeNoModule(
  directory: string,
  ignored: string | null,
  gowork: string | null,
): GoEnvFinding {
  const rule = 'go-env/module-missing';
  return { rule, args: { directory, ignored }, ...(gowork === null ? {} : { severity: 'warning' }) };
}
