import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Section } from "#ui/layout.tsx";
import type { MessageKey } from "#ui/messages.ts";
import { Page } from "#ui/page.tsx";
import { rich } from "#ui/rich.tsx";
import { Code, Inset } from "#ui/text.tsx";

/** How the groups are found, in plain words with the formulas, what they cannot tell, and how to find them again. */
export function MethodView({ frame }: { readonly frame: Frame }) {
  const { lang, t } = frame;
  return (
    <Page frame={frame} title={t("opinions.method.title")} lead={t("opinions.method.lead")}>
      <Inset>{t("opinions.method.short")}</Inset>
      <Paragraphs frame={frame} part="votes" />
      <Section title={t("opinions.method.matrix.title")} id="calcul">
        <p>{t("opinions.method.matrix.text1")}</p>
        <Formula text={t("opinions.method.matrix.formula")} />
        <p>{t("opinions.method.matrix.text2")}</p>
        <Formula text={t("opinions.method.matrix.place")} />
        <p>{t("opinions.method.matrix.text3")}</p>
      </Section>
      <Paragraphs frame={frame} part="groups" />
      <Section title={t("opinions.method.lists.title")} id="listes">
        <p>{t("opinions.method.lists.text1")}</p>
        <Formula text={t("opinions.method.lists.uniting")} />
        <p>{t("opinions.method.lists.text2")}</p>
        <p>{t("opinions.method.lists.text3")}</p>
        <Formula text={t("opinions.method.lists.typical")} />
        <p>{t("opinions.method.lists.text4")}</p>
      </Section>
      <Paragraphs frame={frame} part="publication" />
      <Section title={t("opinions.method.journal.title")} id="journal">
        {(["text1", "text2", "text3", "text4"] as const).map((key) => (
          <p key={key}>{t(`opinions.method.journal.${key}`)}</p>
        ))}
      </Section>
      <Section title={t("opinions.method.limits.title")} id="limites">
        <ul>
          {LIMITS.map((limit) => (
            <li key={limit}>{t(`opinions.method.limits.${limit}` as MessageKey)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t("opinions.method.again.title")} id="recalculer">
        <p>{t("opinions.method.again.text1")}</p>
        <Formula text="jalon opinion votes/ --mode improved --seed 0 --json" />
        <p>{t("opinions.method.again.text2")}</p>
        <Formula text="jalon/engine/opinion: analyse(votes, statements, options)" />
        <p>{t("opinions.method.again.text3")}</p>
        <p>
          {rich(t, "opinions.method.again.text4", {
            link: (
              <a key="data" href={urls.openData(lang)}>
                {t("opinions.method.again.openData")}
              </a>
            ),
          })}
        </p>
      </Section>
      <Section title={t("opinions.method.sources.title")}>
        <p>{t("opinions.method.sources.text")}</p>
      </Section>
    </Page>
  );
}

const PARTS = { votes: 3, groups: 4, publication: 5 } as const;
const LIMITS = ["sample", "reading", "axes", "chance", "closing", "known", "secret"] as const;

function Paragraphs({ frame: { t }, part }: { readonly frame: Frame; readonly part: keyof typeof PARTS }) {
  return (
    <Section title={t(`opinions.method.${part}.title`)}>
      {Array.from({ length: PARTS[part] }, (_, index) => (
        <p key={index}>{t(`opinions.method.${part}.text${index + 1}` as MessageKey)}</p>
      ))}
    </Section>
  );
}

/** A line that a screen reader reads as it stands. */
function Formula({ text }: { readonly text: string }) {
  return (
    <p>
      <Code>{text}</Code>
    </p>
  );
}
