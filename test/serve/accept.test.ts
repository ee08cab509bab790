import { describe, expect, it } from 'vitest';
import { prefers } from '../../src/serve/answer/accept.ts';
import { typeOf } from '../../src/serve/metrics.ts';

describe('metrics', () => {
  it.each([
    [undefined, 'prometheus'],
    ['*/*', 'prometheus'],
    ['application/*', 'prometheus'],
    ['text/plain', 'prometheus'],
    ['application/openmetrics-text', 'openmetrics'],
    ['Application/OpenMetrics-Text; version="1.0.0"', 'openmetrics'],
    ['application/openmetrics-text;q=0', 'prometheus'],
    ['application/openmetrics-text; q=0.000, */*', 'prometheus'],
    ['application/openmetrics-text;q=0.1,text/plain;q=0.9', 'prometheus'],
    ['text/plain;q=0.5,application/openmetrics-text;version=1.0.0;q=0.8', 'openmetrics'],
    ['application/openmetrics-text;version=2.0.0', 'prometheus'],
    ['x-application/openmetrics-textual', 'prometheus'],
    // Prometheus 2 and 3.
    [
      'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
      'openmetrics',
    ],
    [
      'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,*/*;q=0.2',
      'openmetrics',
    ],
    ['application/openmetrics-text;q=much', 'openmetrics'],
    [',;=,;q=', 'prometheus'],
  ])('for %j are %s', (accept, exposition) => {
    expect(typeOf(accept).exposition).toBe(exposition);
  });
});

describe('a page', () => {
  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html', true],
    ['text/html;q=0', false],
    ['application/json, text/html;q=0.5', false],
    ['*/*', false],
    [undefined, false],
  ])('is given for %j: %s', (accept, page) => {
    expect(prefers(accept, 'text/html', 'application/json')).toBe(page);
  });
});
