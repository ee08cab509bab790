import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request } from 'node:https';
import type { KubeAnswer, KubeApi, KubeQuestion, KubeStream, StreamListener } from '../../node/kube/api.ts';
import { readFile } from '../files/read.ts';
import { Lines } from '../lines.ts';

/** Where the API server is, and who asks. */
export interface KubeAccess {
  readonly host: string;
  readonly port: number;
  /** With `token` and `ca.crt`, as the kubelet mounts a service account; both are read for each question, since both change. */
  readonly account: string;
  readonly userAgent: string;
}

/** A list of pods of a node, at its longest. */
const MAX_BYTES = 64 * 1024 * 1024;
/** One event: an object is at most 1.5 MiB (etcd, --max-request-bytes). */
const MAX_LINE = 8 * 1024 * 1024;
const MAX_TOKEN = 64 * 1024;
const ANSWER_MS = 30_000;

/** The API server over HTTPS, without any proxy. */
export function kubeApi(access: KubeAccess): KubeApi {
  return {
    ask: async (question) => {
      const options = optionsOf(access, question);
      if (!options.ok) return { ok: false, why: options.why };
      return answerOf(options.value, question.body?.text).catch(notAsked);
    },
    stream: (path, limitMs, listener) => {
      const options = optionsOf(access, { method: 'GET', path });
      if (!options.ok) return { ended: Promise.resolve({ ok: false, why: options.why }), stop: () => {} };
      const { ended, stop } = streamOf(options.value, limitMs, listener);
      return { ended: ended.catch(notAsked), stop };
    },
  };
}

type Options =
  | { readonly ok: true; readonly value: RequestOptions }
  | { readonly ok: false; readonly why: string };

function optionsOf({ host, port, account, userAgent }: KubeAccess, question: KubeQuestion): Options {
  const token = readFile(`${account}/token`, { maxBytes: MAX_TOKEN });
  if (!token.ok)
    return { ok: false, why: `is not asked: ${account}/token cannot be read (${token.error.code})` };
  const ca = readFile(`${account}/ca.crt`);
  if (!ca.ok) return { ok: false, why: `is not asked: ${account}/ca.crt cannot be read (${ca.error.code})` };
  const { method, path, body } = question;
  const value = {
    ...{ host, port, path, method, ca: ca.value, agent: false, timeout: ANSWER_MS },
    headers: {
      authorization: `Bearer ${token.value.toString('latin1').trim()}`,
      accept: 'application/json',
      'user-agent': userAgent,
      ...(body === undefined
        ? {}
        : { 'content-type': body.type, 'content-length': String(Buffer.byteLength(body.text)) }),
    },
  };
  return { ok: true, value };
}

function answerOf(options: RequestOptions, body?: string): Promise<KubeAnswer> {
  return new Promise((resolve) => {
    const call = started(options, resolve, (answer) => textOf(answer, call, resolve));
    const timer = setTimeout(() => call.destroy(new Silent()), ANSWER_MS);
    call.once('close', () => clearTimeout(timer));
    call.end(body);
  });
}

function streamOf(options: RequestOptions, limitMs: number, { opened, heard }: StreamListener): KubeStream {
  let stop = () => {};
  const ended = new Promise<KubeAnswer>((resolve) => {
    const call = started(options, resolve, (answer) => {
      if (answer.statusCode !== 200) return textOf(answer, call, resolve);
      call.setTimeout(0);
      opened();
      const lines = new Lines(heard);
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        lines.take(text);
        if (lines.waiting > MAX_LINE) call.destroy(new Error('sends an event without an end'));
      });
      answer.once('end', () => resolve({ ok: true, status: 200, text: '' }));
    });
    const timer = setTimeout(() => call.destroy(new Silent()), limitMs);
    call.once('close', () => {
      clearTimeout(timer);
      resolve({ ok: false, why: 'broke off' });
    });
    call.once('socket', (socket) => socket.setKeepAlive(true, ANSWER_MS));
    call.end();
    stop = () => call.destroy(new Error('is asked no more'));
  });
  return { ended, stop: () => stop() };
}

function started(
  options: RequestOptions,
  resolve: (answer: KubeAnswer) => void,
  answered: (answer: IncomingMessage) => void,
): ClientRequest {
  const call = request(options, (answer) => {
    answer.on('error', (error) => resolve({ ok: false, why: wordsOf(error) }));
    answered(answer);
  });
  call.on('timeout', () => call.destroy(new Silent()));
  call.on('error', (error) => resolve({ ok: false, why: wordsOf(error) }));
  return call;
}

function textOf(answer: IncomingMessage, call: ClientRequest, resolve: (answer: KubeAnswer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) call.destroy(new Error('answers more than 64 MiB'));
    else chunks.push(chunk);
  });
  answer.once('end', () =>
    resolve({ ok: true, status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
  );
}

/** Node refuses a token that no header can have. */
function notAsked(error: NodeJS.ErrnoException): KubeAnswer {
  return { ok: false, why: `is not asked: ${error.code ?? 'an error of its own'}` };
}

class Silent extends Error {
  constructor() {
    super('does not answer in time');
  }
}

/** Such as `is not reached (ECONNREFUSED)`. */
function wordsOf(error: NodeJS.ErrnoException): string {
  return error.code === undefined ? error.message : `is not reached (${error.code})`;
}
