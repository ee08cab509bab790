import type { KnownMessage } from './message.ts';
import { WHO_IS_ASKED } from './who-is-asked.ts';

/** What is said of the way through a proxy. */
export const PROXY_MESSAGES: readonly KnownMessage[] = [
  {
    says: /proxyconnect tcp: tls: first record does not look like a TLS handshake/i,
    rules: ['online/proxy-unreachable'],
    means:
      'The proxy is named by https://, and speaks plain HTTP: write HTTPS_PROXY=http://HOST:PORT. The scheme is that of the way to the proxy, and what goes through it to an https:// server stays encrypted.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /proxyconnect tcp: dial tcp (?!lookup)[^\n]{1,512}/i,
    rules: [
      'online/proxy-unreachable',
      'proxy/nobody-listens',
      'proxy/value-malformed',
      'proxy/port-missing',
    ],
    means:
      'The proxy that HTTPS_PROXY (or HTTP_PROXY) names was not reached; the server behind it was never asked. In a container 127.0.0.1 and localhost are the container itself: a proxy of the host has another address there (host.docker.internal, or docker build --network host). What needs no proxy belongs into NO_PROXY. probe-env check --only proxy -v tells whom each program asks, probe-env check --online tries the proxy.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /proxyconnect[^\n]{0,1024}(?:no such host|server misbehaving|timeout)|proxyconnect|invalid proxy address|first path segment in URL cannot contain colon/i,
    rules: ['proxy/value-malformed', 'go-env/https-proxy-invalid', 'online/proxy-unreachable'],
    means:
      'The value of HTTPS_PROXY (or of GOPROXY) is used as it stands: quotes and blanks of an env file are a part of it, a scheme needs "://", and in a password the characters # % / \\ and blank must be written as %23 %25 %2F %5C %20. Nothing answers at the name or the port that is left.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /\b407\b|proxy authentication required/i,
    rules: ['online/proxy-refused', 'proxy/plain-secret'],
    means:
      'The proxy wants to know who asks: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, from a Secret, with the characters # % / \\ @ and blank of the password written as %23 %25 %2F %5C %40 %20. What needs no proxy belongs into NO_PROXY: probe-env check --only proxy -v tells whom each program asks.',
  },
];
