import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import { KEY, takesNegativeSerials } from './settings.ts';

/** The setting is there, and quotes, blanks or a line end keep Go from seeing it. */
export function isMisspelt(godebug: string | null): boolean {
  return godebug !== null && takesNegativeSerials(meantBy(godebug)) === true;
}

/** The setting beside those that are there already. */
export function withNegativeSerials(godebug: string | null): string {
  const others = meantBy(godebug ?? '')
    .split(',')
    .filter((setting) => setting !== '' && !setting.startsWith(`${KEY}=`));
  return [...others, `${KEY}=1`].join(',');
}

/** Without what an env file left in it. */
function meantBy(godebug: string): string {
  return (meantValue(godebug)?.meant ?? godebug)
    .split(/[,;]/)
    .map((setting) =>
      setting
        .split('=')
        .map((part) => part.trim())
        .join('='),
    )
    .join(',');
}
