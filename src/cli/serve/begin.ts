import type { Config } from '../../config/config.ts';
import { headline } from '../../report/text/headline.ts';
import { SecretError } from '../../serve/secrets.ts';
import { type ServeOptions, type Serving, startServing } from '../../serve/serve.ts';
import { type ListenAt, ListenError } from '../../target/resident.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../options/usage-error.ts';

/**
 * Begins to answer, and says where, what it saw, and from then on each change of the verdict.
 *
 * @throws UsageError where it cannot listen
 */
export async function begin(options: ServeOptions, config: Config, { host }: Context): Promise<Serving> {
  const serving = await orWhyNot(options.listen, startServing(options, config, host));
  const { agent, listening } = serving;
  const tell = async () => {
    const report = await agent.report('readiness');
    if (report !== null) options.log(headline(report));
  };
  options.log(`answers at ${listening.url}`);
  if (isLoopback(options.listen) && host.env.KUBERNETES_SERVICE_HOST)
    options.log('the kubelet does not reach this address; for its probes write --listen :9640');
  await tell();
  agent.onChange(() => void tell());
  return serving;
}

/**
 * What begins to answer.
 *
 * @throws UsageError where it cannot listen, or read what it needs for it
 */
export function orWhyNot<T>(at: ListenAt, starting: Promise<T>): Promise<T> {
  return starting.catch((error: unknown) => {
    if (error instanceof ListenError) throw new UsageError(`--listen: ${whyNot(at, error)}`);
    if (error instanceof SecretError) throw new UsageError(error.message);
    throw error;
  });
}

function isLoopback(at: ListenAt): boolean {
  return at.kind === 'port' && at.address !== null && /^(?:127\.|::1$)/.test(at.address);
}

function whyNot(at: ListenAt, { code, message }: ListenError): string {
  const where = at.kind === 'unix' ? at.path : `${at.address ?? ''}:${at.port}`;
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another process listens there already',
    EACCES:
      at.kind === 'unix' ? 'the directory may not be written to' : 'this user may not listen at that port',
    EEXIST: 'what is there is no socket, and stays',
    ENOENT: 'the directory is not there',
    ENOTDIR: 'a part of the path is no directory',
    EADDRNOTAVAIL: 'this container has no such address',
  };
  return `${JSON.stringify(where)}: ${why[code] ?? message} (${code})`;
}
