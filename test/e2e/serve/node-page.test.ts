import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DEBIAN } from '../../containers/images.ts';
import { type Entry, noDebian } from '../../containers/node/fleet.ts';
import { get, type ServingProcess, servingNode, until } from '../../support/runs/serving.ts';
import { type LightContainer, LightContainers } from '../../support/system/light/containers.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { launchBrowser, violationsOn } from './browser.ts';

const SETUP_MS = 300_000;

/*
 * The page of a node and that of one of its containers, for a person who looks for what is wrong. Other containers of the machine are
 * there too: only those of this test are asked for.
 */
describeReal(
  'the page of a node in a browser',
  { root: true, tools: ['chromium', 'unshare', 'mount'], also: noDebian },
  () => {
    let light: LightContainers;
    let sound: LightContainer;
    let broken: LightContainer;
    let ended: LightContainer;
    let agent: ServingProcess;
    let browser: Browser;
    let pages: Page[] = [];
    const entries = async (): Promise<readonly Entry[]> =>
      JSON.parse((await get(`${agent.url}/containers`)).body).containers;
    const verdictOf = async ({ id }: LightContainer) =>
      (await entries()).find((entry) => entry.id === id)?.verdict;
    const open = async (path: string, options: BrowserContextOptions = {}) => {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      pages.push(page);
      await page.goto(`${agent.url}${path}`);
      return page;
    };
    const at = ({ id }: LightContainer) => `/containers/${id}`;

    beforeAll(async () => {
      light = new LightContainers(DEBIAN);
      sound = light.start(0);
      broken = light.start(0, { env: { TZ: 'Europe/Nowhere' } });
      ended = light.start(0);
      await light.started();
      // As long as it takes: how busy the machine is, is not what is looked at.
      agent = await servingNode(['--pods', light.logs, '--interval', '1m', '--timeout', '20s']);
      browser = await launchBrowser();
      await until(
        async () => (await verdictOf(broken)) === 'not-ready' && (await verdictOf(sound)) === 'ready',
      );
    }, SETUP_MS);
    afterEach(async () => {
      for (const page of pages) await page.context().close();
      pages = [];
    });
    afterAll(async () => {
      await browser?.close();
      await agent?.end();
      await light?.close();
    });

    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const)
        it(`has nothing that keeps anybody out, ${width} pixels wide, ${colorScheme}`, async () => {
          for (const path of ['/', '/?verdict=not-ready', at(broken), '/containers/none']) {
            const page = await open(path, { viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
            expect(await violationsOn(page), path).toEqual([]);
            // The name of a pod may have 253 letters.
            await page.evaluate(
              "for (const name of document.querySelectorAll('tbody th a')) name.textContent = 'p'.repeat(253)",
            );
            expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
          }
        });

    it.each([true, false])(
      'leads to what is wrong and back, with a script: %s',
      async (javaScriptEnabled) => {
        const page = await open('/', { javaScriptEnabled });
        await page.getByRole('link', { name: /^not-ready \(\d+\)$/ }).click();
        const row = page.locator('tr', { has: page.locator(`a[href="${at(broken)}"]`) });
        // The page before has the row of the broken one too.
        await page.locator(`a[href="${at(sound)}"]`).waitFor({ state: 'detached' });
        expect(await row.locator('td').first().textContent()).toBe('not ready');
        await row.getByRole('link').click();
        expect(await page.locator('h1').textContent()).toBe('NOT READY');
        await page
          .locator('article h3', { hasText: /^timezone\// })
          .first()
          .waitFor();
        await page.getByRole('link', { name: 'All containers of this node' }).click();
        await page.locator(`a[href="${at(sound)}"]`).waitFor();
      },
    );

    it('says of a container that has ended that it is not here, and of an agent that has ended that it does not answer', async () => {
      const page = await open(at(ended));
      await page.getByRole('heading', { level: 1, name: 'READY' }).waitFor();
      await light.end(ended);
      await until(async () => (await verdictOf(ended)) === undefined);
      const poll = () => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await poll();
      await page.getByRole('heading', { level: 1, name: 'Not here' }).waitFor();
      expect(await page.title()).toBe('Not here - probe-env');
      await page.route('**/*', (route) => route.abort());
      await poll();
      await page.getByText('No answer from probe-env').waitFor();
      expect(await page.locator('main').getAttribute('class')).toBe('old');
    });

    it('asks its own server alone, and breaks no rule of its policy', async () => {
      const asked: string[] = [];
      const told: string[] = [];
      const page = await open('/');
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      page.on('console', (message) => told.push(message.text()));
      page.on('pageerror', (error) => told.push(error.message));
      for (const path of ['/', at(broken)]) await page.goto(`${agent.url}${path}`);
      expect(new Set(asked)).toEqual(new Set([agent.url]));
      expect(told.filter((text) => !text.includes('404'))).toEqual([]);
    });
  },
);
