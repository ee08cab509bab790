import { InvalidValue } from '../../core/policy/shorthand.ts';
import { safe } from '../../core/text/safe.ts';

/** What Prometheus takes for the name of a label (its data model), with a bound of our own. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const MAX_VALUE = 256;
/** Each is in every series. */
const MAX_LABELS = 64;

/** Labels of our own metrics: a series with two of one name is none. */
const OWN = ['arch', 'for', 'node', 'probe', 'profile', 'rule', 'severity', 'status', 'version'];

/**
 * `container=app` or `container=app,team=payments`.
 *
 * @throws InvalidValue where Prometheus would refuse the name, or it says two things
 */
export function readLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  const pairs = text.split(',');
  if (pairs.length > MAX_LABELS) throw new InvalidValue(`gives more than ${MAX_LABELS} labels`);
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at === -1) throw new InvalidValue(`is not NAME=VALUE, such as container=app`);
    const name = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (!NAME.test(name) || name.startsWith('__')) {
      throw new InvalidValue(
        'has a name that is no label of Prometheus: letters, digits and _, no digit first',
      );
    }
    if (OWN.includes(name))
      throw new InvalidValue(`has the name ${name}, which is a label of probe-env's own`);
    if (value.length > MAX_VALUE) throw new InvalidValue(`has a value of more than ${MAX_VALUE} characters`);
    if (labels[name] !== undefined && labels[name] !== safe(value)) {
      throw new InvalidValue(`gives ${name} two values`);
    }
    labels[name] = safe(value);
  }
  return labels;
}
