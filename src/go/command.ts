type Env = Readonly<Record<string, string>>;

/**
 * The file that `go env -w` writes, as cmd/go/internal/cfg EnvFile finds it: GOENV, else go/env in the
 * user's configuration directory (os.UserConfigDir). Null when there is none: GOENV=off, or neither
 * XDG_CONFIG_HOME nor HOME is set.
 */
export function goEnvFile(env: Env): string | null {
  if (env.GOENV) return env.GOENV === 'off' ? null : env.GOENV;
  // Relative: Go 1.24 and later have no file then; earlier ones looked below the working directory.
  if (env.XDG_CONFIG_HOME)
    return env.XDG_CONFIG_HOME.startsWith('/') ? `${env.XDG_CONFIG_HOME}/go/env` : null;
  return env.HOME ? `${env.HOME}/.config/go/env` : null;
}

/**
 * An environment in which a go command answers as it would in `env`, and neither writes nor downloads:
 * - GOTOOLCHAIN=local: from 1.21 on, even `go version` fetches the toolchain that a go.mod asks for.
 * - The configuration directory is /dev/null: from 1.23 on, every command writes its telemetry there
 *   (GOTELEMETRY in the environment is ignored). GOENV keeps the user's settings in force.
 * - GOMAXPROCS=1: more would only cost threads, which a pids limit counts, and a tenth of its time.
 */
export function quietGoEnv(env: Env): Env {
  return {
    ...env,
    GOTOOLCHAIN: 'local',
    GOMAXPROCS: '1',
    GOENV: goEnvFile(env) ?? 'off',
    XDG_CONFIG_HOME: '/dev/null',
  };
}
