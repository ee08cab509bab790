import type { Credentials, Headers } from './answer.ts';

/** What net/http sends to a URL: the user info of the URL where there is no other authorization. */
export function withUser(url: string, found: Credentials | null): Credentials | null {
  const user = ofUrl(url);
  if (found === null || user === null || found.headers.authorization?.[0]) return found ?? user;
  return { ...found, headers: { ...found.headers, ...user.headers } };
}

export function ofUrl(url: string): Credentials | null {
  const { username, password } = new URL(url);
  if (username === '' && password === '') return null;
  return { headers: basic(plain(username), plain(password)), source: 'URL' };
}

export function basic(login: string, password: string): Headers {
  return { authorization: [`Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`] };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
