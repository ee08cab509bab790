import { REDACTED } from './redacted.ts';

/** Takes out segments of a URL's path that look like a token: proxies of packages are given one to log in by. */
export function redactPathTokens(text: string): string {
  return text.replace(/:\/\/[^\s"?#]+/g, (url) =>
    url
      .replace(WEBHOOK, `$1${REDACTED}`)
      .split('/')
      // The first two end the scheme, the third is the host.
      .map((segment, at) => (at > 2 && looksRandom(segment) ? REDACTED : segment))
      .join('/'),
  );
}

/** What messengers are written to by, whose form says so: Slack, Discord, Telegram. */
const WEBHOOK = /(\/\/hooks\.slack\.com\/|\/webhooks\/\d+\/|\/bot\d+:).*/;

/** Words may have a number in them; letters and digits that change again and again are drawn by lot. */
function looksRandom(segment: string): boolean {
  return /^[\w~=-]{16,}$/.test(segment) && /[a-z]\d+[a-z]+\d|\d[a-z]+\d+[a-z]/i.test(segment);
}
