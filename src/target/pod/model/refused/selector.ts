import type { Field } from '../../manifest/field.ts';
import type { Found } from './checks.ts';
import { ofLabelValue } from './labels.ts';

const MISMATCH = 'Invalid value: `selector` does not match template `labels`';

/** A selector of labels and the pods that it has to select (pkg/apis/apps/validation). */
export function ofSelector(selector: Field, template: Field): Found {
  const expressions = selector.get('matchExpressions').items();
  const wrong = [
    ...selector
      .get('matchLabels')
      .entries()
      .flatMap(([, value]) => ofLabelValue(value)),
    ...expressions.flatMap(ofExpression),
  ];
  if (wrong.length > 0) return wrong;
  if (!selector.isThere) return [[selector, 'Required value']];
  if (selector.get('matchLabels').entries().length + expressions.length === 0)
    return [[selector, 'Invalid value: {}: empty selector is invalid']];
  const labels = labelsOf(template);
  const fits =
    selects(selector.get('matchLabels'), labels) && expressions.every((one) => isFulfilled(one, labels));
  return fits ? [] : [[template.get('metadata').get('labels'), MISMATCH]];
}

/** That of a ReplicationController: labels alone, which are those of its pods where it has none. */
export function ofOldSelector(selector: Field, template: Field): Found {
  return selects(selector, labelsOf(template)) ? [] : [[template.get('metadata').get('labels'), MISMATCH]];
}

type Labels = ReadonlyMap<string, string>;

function labelsOf(template: Field): Labels {
  const labels = template.get('metadata').get('labels').entries();
  return new Map(labels.map(([key, value]) => [key, value.text() ?? '']));
}

function selects(asked: Field, labels: Labels): boolean {
  return asked.entries().every(([key, value]) => labels.get(key) === (value.text() ?? ''));
}

function ofExpression(expression: Field): Found {
  const operator = expression.get('operator');
  const values = expression.get('values');
  switch (operator.text()) {
    case 'In':
    case 'NotIn':
      return values.items().length > 0
        ? []
        : [[values, "Required value: must be specified when `operator` is 'In' or 'NotIn'"]];
    case 'Exists':
    case 'DoesNotExist':
      return values.items().length === 0
        ? []
        : [[values, "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"]];
    default:
      return [
        [operator, `Invalid value: ${JSON.stringify(operator.text() ?? '')}: not a valid selector operator`],
      ];
  }
}

function isFulfilled(expression: Field, labels: Labels): boolean {
  const value = labels.get(expression.get('key').text() ?? '');
  const values = expression
    .get('values')
    .items()
    .map((one) => one.text());
  switch (expression.get('operator').text()) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
