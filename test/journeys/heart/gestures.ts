import type { Person } from "../people.ts";
import type { HeartStory } from "./story.ts";

export const numberOf = (story: HeartStory, place: number): string => story.sent[place]?.number ?? "";
export const receiptOf = (story: HeartStory, place: number): string => story.sent[place]?.receipt ?? "";

/** The radio of a form, by name and value: the labels of several questions are alike. */
export async function picks(person: Person, name: string, value: string): Promise<void> {
  await person.page.locator(`main input[name="${name}"][value="${value}"]`).check();
}

export async function fills(person: Person, name: string, text: string): Promise<void> {
  await person.page.locator(`main [name="${name}"]`).first().fill(text);
}

export async function sendsForm(person: Person, act: string): Promise<void> {
  await person.page.locator(`main button[name="act"][value="${act}"]`).first().click();
}

/** Waits for what a job of the worker does, which looks once a minute. */
export async function until(person: Person, text: string | RegExp): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if ((await person.words()).match(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 700));
    await person.page.reload();
  }
  throw new Error(`never seen: ${text}`);
}
