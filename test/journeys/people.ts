import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "#kernel/viewer.ts";
import type { Product } from "../product.ts";

export type Device = { readonly javaScript?: boolean; readonly width?: number; readonly height?: number };

/** Somebody before a browser of their own: no cookie is shared with anybody else. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async arrives(browser: Browser, product: Product, device: Device = {}): Promise<Person> {
    const { javaScript = true, width = 1280, height = 900 } = device;
    const context = await browser.newContext({
      baseURL: product.url,
      javaScriptEnabled: javaScript,
      viewport: { width, height },
      locale: "fr-FR",
    });
    // Nothing here takes longer, even beside other journeys: a control that is not found is said soon.
    context.setDefaultTimeout(20_000);
    return new Person(context, await context.newPage());
  }

  /** Opens an address of the site. */
  async opens(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async follows(link: string | RegExp): Promise<void> {
    await this.page.getByRole("main").getByRole("link", { name: link, exact: true }).first().click();
  }

  async presses(button: string | RegExp): Promise<void> {
    await this.page.getByRole("main").getByRole("button", { name: button }).first().click();
  }

  async chooses(option: string | RegExp): Promise<void> {
    await this.page.getByRole("main").getByLabel(option).first().check();
  }

  async writes(label: string | RegExp, text: string): Promise<void> {
    await this.page.getByRole("main").getByLabel(label).first().fill(text);
  }

  async picks(label: string, option: string): Promise<void> {
    await this.page.getByRole("main").getByLabel(label).first().selectOption({ label: option });
  }

  /** By the menu of the site. */
  async goesTo(place: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link", { name: place }).first().click();
  }

  /** Fails unless the page says it. */
  async reads(text: string | RegExp): Promise<void> {
    await this.page.getByRole("main").getByText(text).first().waitFor();
  }

  async readsTitle(text: string | RegExp): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: text }).waitFor();
  }

  /** All that the page says, as it is shown. */
  async words(): Promise<string> {
    return (await this.page.getByRole("main").allInnerTexts()).join("\n");
  }

  async signsIn(product: Product, role: Role): Promise<void> {
    const { email, password } = product.account(role);
    await this.opens("/fr");
    await this.page.getByRole("link", { name: "Se connecter" }).click();
    await this.follows("Se connecter avec un mot de passe");
    await this.writes("Adresse électronique", email);
    await this.writes("Mot de passe", password);
    await this.presses("Se connecter");
    await this.page.getByRole("button", { name: "Se déconnecter" }).waitFor();
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}
