import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { tool } from '../../support/system/real-tools.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(): Promise<{ violations: readonly { id: string }[] }>;
}

export function launchBrowser(): Promise<Browser> {
  // As root, as in CI, it does not start with its sandbox.
  return chromium.launch({ executablePath: tool('chromium') ?? '', args: ['--no-sandbox'] });
}

/**
 * The rules of accessibility that a page breaks with all that it folds away shown. axe is put into the page, which its policy
 * forbids: it has to be opened with `bypassCSP`.
 */
export async function violationsOn(page: Page): Promise<readonly string[]> {
  // Not by clicks, of which the page may be renewed in the middle.
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
  return violations.map(({ id }) => id);
}
