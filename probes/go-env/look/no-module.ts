import type { GoEnvFinding } from '../rules/index.ts';

/**
 * Sources without a go.mod: `go build`, `go run .` and `go test` end, `go run FILE` works. Go passes over a go.mod in the
 * very directory for temporary files (cmd/go/internal/modload, findModuleRoot).
 */
export function judgeNoModule(directory: string, ignored: string | null): GoEnvFinding {
  return { rule: 'go-env/module-missing', args: { directory, ignored } };
}
