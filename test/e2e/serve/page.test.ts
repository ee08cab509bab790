import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makePem } from '../../support/files/certs.ts';
import { get, type ServingProcess, serving, until } from '../../support/runs/serving.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { launchBrowser, violationsOn } from './browser.ts';

/** What has the focus, and how that shows; nothing on the page itself. */
const FOCUS = `(() => {
  const element = document.activeElement;
  return element === document.body ? '' : element.tagName + ' ' + getComputedStyle(element).outlineStyle;
})()`;

describeReal('the page in a browser', { tools: ['chromium'] }, () => {
  let home: string;
  let ca: string;
  let agent: ServingProcess;
  let browser: Browser;
  let pages: Page[] = [];
  const mend = () => {
    writeFileSync(`${ca}.new`, makePem({ cn: 'Corp' }));
    renameSync(`${ca}.new`, ca);
  };
  const breakIt = () => rmSync(ca, { force: true });
  const open = async (options: BrowserContextOptions = {}, prepare = async (_: Page) => {}) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    pages.push(page);
    await prepare(page);
    await page.goto(agent.url);
    return page;
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-page-'));
    ca = join(home, 'ca.pem');
    agent = await serving(['--only', 'ca-certs,timezone'], { env: { SSL_CERT_FILE: ca, TZ: 'CST-8' } });
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    breakIt();
    await until(async () => (await get(`${agent.url}/readyz`)).body.includes('ca-certs/override-missing'));
  });
  afterEach(async () => {
    for (const page of pages) await page.context().close();
    pages = [];
  });
  afterAll(async () => {
    await browser?.close();
    await agent?.end();
    rmSync(home, { recursive: true, force: true });
  });

  for (const width of [360, 768, 1920])
    for (const colorScheme of ['light', 'dark'] as const)
      it(`has nothing that keeps anybody out, ${width} pixels wide, ${colorScheme}`, async () => {
        // The policy of the page has a test of its own below.
        const page = await open({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
        expect(await violationsOn(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      });

  const finding = (page: Page) => page.locator('article h3', { hasText: 'ca-certs/override-missing' });
  const gone = (page: Page) => finding(page).waitFor({ state: 'detached' });

  it('shows a change as it is told, and keeps what is open', async () => {
    // Without a clock it does not ask by itself.
    const page = await open({}, async (one) => one.addInitScript('setInterval = () => 0').then(() => {}));
    await finding(page).waitFor();
    await page.locator('#facts-timezone summary').click();
    await page.evaluate("loaded = 'once'");
    mend();
    await gone(page);
    await page.getByText('ca-certs/override-missing is gone').first().waitFor();
    expect(await page.evaluate('loaded')).toBe('once');
    expect(await page.locator('#facts-timezone').getAttribute('open')).toBe('');
  });

  it('leaves what has the focus, and what is selected, as long as nothing is another thing', async () => {
    const page = await open();
    await finding(page).waitFor();
    await page.getByRole('button', { name: 'Copy' }).first().focus();
    const seen = "document.querySelector('#age').textContent";
    const before = String(await page.evaluate(seen));
    await until(async () => (await page.evaluate(seen)) !== before);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
  });

  it('asks by itself where nobody tells', async () => {
    const page = await open({}, async (one) => {
      await one.route('**/events', (route) => route.abort());
    });
    await finding(page).waitFor();
    await page.evaluate("loaded = 'once'");
    mend();
    await gone(page);
    expect(await page.evaluate('loaded')).toBe('once');
  });

  it('shows a change without a script', async () => {
    const page = await open({ javaScriptEnabled: false });
    await finding(page).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    mend();
    await gone(page);
  });

  it('is used with the keyboard alone', async () => {
    const page = await open();
    const reached: string[] = [];
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab');
      const at = String(await page.evaluate(FOCUS));
      if (at === '') break;
      reached.push(at);
      if (at.startsWith('SUMMARY')) await page.keyboard.press('Enter');
    }
    const kinds = new Set(reached);
    for (const kind of ['PRE solid', 'BUTTON solid', 'SUMMARY solid', 'A solid'])
      expect(kinds).toContain(kind);
    expect(await page.locator('details:not([open])').count()).toBe(0);
  });

  it('copies what fixes it', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const line = await page.locator('article pre').first().textContent();
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(line);
  });

  it('asks its own server alone, and breaks no rule of its policy', async () => {
    const asked: string[] = [];
    const told: string[] = [];
    await open({}, async (page) => {
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      page.on('console', (message) => told.push(message.text()));
      page.on('pageerror', (error) => told.push(error.message));
    });
    expect(new Set(asked)).toEqual(new Set([agent.url]));
    expect(told.filter((text) => !text.includes('404'))).toEqual([]);
  });
});
