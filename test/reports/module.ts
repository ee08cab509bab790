import type { Report } from './report.ts';

const GO = {
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
} satisfies Partial<Report>;

const ENV = { HOME: '/tmp', GOTOOLCHAIN: 'local' };

type Beside = Omit<Report, 'go' | 'cwd' | 'args'> & Partial<Pick<Report, 'go' | 'cwd' | 'args'>>;

/** In /src, a module that requires nothing, or another one of the fixtures of test/remedies. */
export function inModule(beside: Beside, module = 'plain'): Report {
  return {
    ...GO,
    ...beside,
    env: { ...ENV, GOPROXY: 'off', ...beside.env },
    made: [`mkdir -p src && cp -a $F/${module}/. src/`, ...(beside.made ?? [])],
  };
}

/** In /src, a module that requires another one, which a proxy in the same root has. */
export function inApp(beside: Beside, module = 'app'): Report {
  return inModule(
    {
      ...beside,
      env: { GOPROXY: 'file:///opt/proxy', GONOSUMDB: 'example.com', GOPATH: '/go', ...beside.env },
      made: ['mkdir -p opt/proxy && cp -a $F/proxy/. opt/proxy/', ...(beside.made ?? [])],
    },
    module,
  );
}
