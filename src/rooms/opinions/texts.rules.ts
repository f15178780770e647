/** `text` null: hidden for a reason that asks not to repeat it. */
export type StatementText = {
  readonly number: number;
  readonly text: string | null;
  readonly language: string;
  readonly isHidden: boolean;
  readonly isByTeam: boolean;
};
export type Texts = ReadonlyMap<number, StatementText>;

/** Titles that people gave, by subject (`group:A`, `axis:1`). */
export type Titles = ReadonlyMap<string, string>;

export type TitleEntry = {
  readonly id: number;
  readonly subject: string;
  readonly title: string | null;
  readonly reason: string;
  readonly by: string | null;
  readonly actingRole: string;
  readonly madeAt: Date;
};

export type SettingAside = {
  readonly reason: string;
  readonly verified: number;
  readonly guests: number;
  readonly madeAt: Date;
};
