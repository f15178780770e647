import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form } from "#ui/form.tsx";
import type { FieldError, Frame } from "#ui/frame.ts";
import { Island } from "#ui/island.tsx";
import { Page } from "#ui/page.tsx";
import { SummaryList } from "#ui/summary-list.tsx";
import { Inset } from "#ui/text.tsx";
import { TextArea } from "#ui/text-area.tsx";
import { keyWords, ThemeBoxes } from "./coding-form.view.tsx";
import { PublicWordsView } from "./public-words.view.tsx";
import type { PublicWords } from "./quote.rules.ts";
import { teamTrail } from "./tabs.view.tsx";
import type { Theme } from "./theme.rules.ts";

type Item = PublicWords & {
  readonly position: number;
  readonly aboutText: string | null;
  readonly isMasked: boolean;
  readonly language: string;
};
type Place = {
  readonly frame: Frame;
  readonly process: { readonly slug: string; readonly title: string };
  readonly sample: { readonly number: number; readonly size: number };
  readonly item: Item;
  readonly themes: readonly Theme[];
  readonly errors: readonly FieldError[];
};

/** One text for one coder: the public words and this coder's own ticks, nothing of anybody else's. */
export function SampleItemView(props: Place & { readonly own: readonly string[] | null }) {
  const { frame, process, sample, item, themes, errors, own } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, sample: sample.number };
  return (
    <Page
      frame={frame}
      title={t("samples.itemTitle", { sample: sample.number, position: item.position, size: sample.size })}
      breadcrumb={sampleTrail(props)}
      errors={errors}
      section="team"
    >
      {own ? <Inset>{t("samples.itemDone")}</Inset> : null}
      <PublicWordsView frame={frame} item={item} />
      <Island name="coding-keys" props={keyWords(frame)}>
        <Form frame={frame} action={urls.teamSampleItem(lang, { ...here, position: item.position })}>
          <ThemeBoxes
            frame={frame}
            themes={themes}
            label={t("samples.itemThemes")}
            hint={t("samples.itemHint")}
            values={own ?? []}
            error={errors.find(({ field }) => field === "theme")?.message}
          />
          <Button name="act" value="codeNext">
            {t("samples.itemSave")}
          </Button>
        </Form>
      </Island>
      <Definitions frame={frame} themes={themes} />
    </Page>
  );
}

function sampleTrail({ frame, process, sample }: Pick<Place, "frame" | "process" | "sample">) {
  const { lang, t } = frame;
  return [
    ...teamTrail(frame, process),
    {
      text: t("samples.number", { number: sample.number }),
      href: urls.teamSample(lang, { process: process.slug, sample: sample.number }),
    },
  ];
}

function Definitions({ frame, themes }: { readonly frame: Frame; readonly themes: readonly Theme[] }) {
  const { t } = frame;
  return (
    <Details summary={t("samples.definitions")}>
      <SummaryList
        rows={themes.map(({ name, definition, exampleIn, exampleOut }) => ({
          key: name,
          value: (
            <>
              <p>{definition}</p>
              {exampleIn ? (
                <p>
                  {t("themes.public.exampleIn")} {exampleIn}
                </p>
              ) : null}
              {exampleOut ? (
                <p>
                  {t("themes.public.exampleOut")} {exampleOut}
                </p>
              ) : null}
            </>
          ),
        }))}
      />
    </Details>
  );
}

type DisagreementProps = Place & {
  readonly readings: readonly { readonly coder: string; readonly themes: readonly string[] }[];
  readonly typed: { readonly themes: readonly string[]; readonly note: string };
};

/** What each found, then what they settle on together. */
export function DisagreementView(props: DisagreementProps) {
  const { frame, process, sample, item, themes, errors, readings, typed } = props;
  const { lang, t } = frame;
  const here = { process: process.slug, sample: sample.number, position: item.position };
  return (
    <Page
      frame={frame}
      title={t("samples.settleTitle", { sample: sample.number, position: item.position })}
      breadcrumb={sampleTrail(props)}
      errors={errors}
      section="team"
    >
      <PublicWordsView frame={frame} item={item} />
      <ul>
        {readings.map(({ coder, themes: found }) => (
          <li key={coder}>{t("samples.reading", { coder, themes: found.join(", ") || t("samples.none") })}</li>
        ))}
      </ul>
      <Form frame={frame} action={urls.teamSampleDisagreement(lang, here)}>
        <ThemeBoxes
          frame={frame}
          themes={themes}
          label={t("samples.settleThemes")}
          hint={t("samples.itemHint")}
          values={typed.themes}
          error={errors.find(({ field }) => field === "theme")?.message}
        />
        <TextArea
          name="note"
          label={t("samples.settleNote")}
          hint={t("samples.settleNoteHint")}
          optional
          rows={3}
          value={typed.note}
          error={errors.find(({ field }) => field === "note")?.message}
        />
        <Button>{t("samples.settleButton")}</Button>
      </Form>
      <Definitions frame={frame} themes={themes} />
    </Page>
  );
}
