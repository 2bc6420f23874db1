import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { DEMO_ACCOUNTS } from '../../../apps/server/src/access/demo-organisation.ts';
import { Office } from '../../support/office.ts';
import { startChromium } from './chromium.ts';

export interface Look {
  readonly language?: 'zh' | 'en';
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly forcedColors?: boolean;
  /** Things may move; else the browser asks for as little of it as can be. */
  readonly motion?: boolean;
}

/** The real server with the real pages, and a real browser in front of it. */
export class Face {
  /** Whatever the pages asked of another host, and every error that the browser's console told. */
  readonly strayed: string[] = [];
  readonly complaints: string[] = [];
  private readonly cookies = new Map<string, Promise<Cookie[]>>();

  private constructor(
    readonly office: Office,
    private readonly browser: Browser,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<Face> {
    const [office, browser] = await Promise.all([Office.open(settings), startChromium()]);
    return new Face(office, browser);
  }

  get url(): string {
    return this.office.app.server.url;
  }

  /** A browser of its own at a page, with somebody of the demo signed in, or nobody. */
  async visit(path: string, who: string | null, look: Look = {}): Promise<Page> {
    const page = await this.sit(who, look);
    await page.goto(this.url + path);
    return page;
  }

  /** The same before it has gone anywhere. Its pages share what a browser keeps: the session, files and drafts. */
  async sit(who: string | null, look: Look = {}): Promise<Page> {
    const { language = 'en', scheme = 'light', width = 1366, forcedColors = false, motion = false } = look;
    const context = await this.browser.newContext({
      viewport: { width, height: width < 600 ? 812 : 768 },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      colorScheme: scheme,
      reducedMotion: motion ? 'no-preference' : 'reduce',
      forcedColors: forcedColors ? 'active' : 'none',
    });
    context.setDefaultTimeout(15_000);
    this.watch(context);
    if (who !== null) await context.addCookies(await this.signIn(who));
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.office.close();
  }

  /** Each person signs in once, and has one session in every browser. */
  private signIn(username: string): Promise<Cookie[]> {
    const known = this.cookies.get(username) ?? this.session(username);
    this.cookies.set(username, known);
    return known;
  }

  private async session(username: string): Promise<Cookie[]> {
    const account = DEMO_ACCOUNTS.find((one) => one.username === username);
    const context = await this.browser.newContext();
    const answer = await context.request.post(`${this.url}/api/v1/session`, { data: account });
    if (!answer.ok()) throw new Error(`${username} could not sign in: ${await answer.text()}`);
    const cookies = await context.cookies();
    await context.close();
    return cookies;
  }

  private watch(context: BrowserContext): void {
    context.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !/^(data|blob):/.test(request.url())) this.strayed.push(request.url());
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    context.on('weberror', (error) => this.complaints.push(String(error.error())));
  }
}
