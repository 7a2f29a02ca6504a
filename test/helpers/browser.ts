/** A real headless Chromium, and pages that note every complaint and every request. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

const PROGRAM = process.env.CREO_TEST_CHROMIUM ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface WatchedPage {
  page: Page;
  /** Console errors, uncaught exceptions and failed requests. */
  complaints: string[];
  /** Addresses that the page asked for, without data: and blob:. */
  requests: string[];
}

export interface PageOptions {
  width?: number;
  scheme?: 'light' | 'dark';
}

let browser: Promise<BrowserContext> | undefined;

function startBrowser(): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'creo-chromium-'));
  const started = chromium.launchPersistentContext(profile, { executablePath: PROGRAM, args: FLAGS });
  afterAll(async () => {
    browser = undefined;
    await (await started).close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return started;
}

/** Opens an address in a new page. */
export async function openPage(
  url: string,
  { width = 1200, scheme = 'light' }: PageOptions = {},
): Promise<WatchedPage> {
  browser ??= startBrowser();
  const page = await (await browser).newPage();
  const watched: WatchedPage = { page, complaints: [], requests: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watched.complaints.push(error.message));
  page.on('requestfailed', (request) => watched.complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) watched.requests.push(request.url());
  });
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url);
  return watched;
}
