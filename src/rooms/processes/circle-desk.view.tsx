import { urls } from "#kernel/urls.ts";
import { Button } from "#ui/button.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden, PostButton } from "#ui/form.tsx";
import { Muted } from "#ui/text.tsx";
import { TextField } from "#ui/text-field.tsx";
import type { DeskProps } from "./phase-desk.view.tsx";
import { inLang } from "./process.rules.ts";
import { LENGTHS } from "./proposal.rules.ts";

type MemberedCircle = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly isPublic: boolean;
  readonly members: readonly { readonly personId: string; readonly displayName: string; readonly email: string }[];
};

/** One circle: its members, its name, its place. `mayWiden`: another circle that is not public is wider. */
export function CircleDesk({
  frame,
  circle,
  mayWiden,
  process,
  typed,
  errors,
}: DeskProps & { readonly circle: MemberedCircle; readonly mayWiden: boolean }) {
  const { lang, t } = frame;
  const action = urls.teamProcess(lang, { process: process.slug });
  const name = inLang(lang, { fr: circle.name, en: circle.nameEn });
  const own = typed?.act === "add" && typed.subject === circle.id ? typed.values : null;
  const rename = <RenameCircle {...{ frame, circle, process, typed, errors }} />;
  if (circle.isPublic) {
    return (
      <>
        <h3>{name}</h3>
        <Muted>{t("steering.members.everybody")}</Muted>
        {rename}
      </>
    );
  }
  return (
    <article>
      <h3>{name}</h3>
      {circle.members.length === 0 ? <p>{t("steering.members.none")}</p> : null}
      {circle.members.length > 0 ? (
        <ul>
          {circle.members.map((member) => (
            <li key={member.personId}>
              {t("steering.members.one", { name: member.displayName, email: member.email })}
              <PostButton
                frame={frame}
                action={action}
                kind="secondary"
                fields={{ act: "remove", circle: circle.id, person: member.personId }}
              >
                {t("steering.members.remove", { name: member.displayName, circle: name })}
              </PostButton>
            </li>
          ))}
        </ul>
      ) : null}
      <Form frame={frame} action={action}>
        <Hidden name="act" value="add" />
        <Hidden name="circle" value={circle.id} />
        <TextField
          id={own ? "email" : `email-${circle.id}`}
          name="email"
          type="email"
          label={t("steering.members.email", { circle: name })}
          hint={t("steering.members.hint")}
          value={own?.email ?? ""}
          error={own ? errors.find((error) => error.field === "email")?.message : undefined}
        />
        <Button kind="secondary">{t("steering.members.add", { circle: name })}</Button>
      </Form>
      {rename}
      {mayWiden ? (
        <PostButton frame={frame} action={action} kind="secondary" fields={{ act: "widen", circle: circle.id }}>
          {t("steering.circle.widen", { circle: name })}
        </PostButton>
      ) : null}
    </article>
  );
}

function RenameCircle({ frame, circle, process, typed, errors }: DeskProps & { readonly circle: MemberedCircle }) {
  const { lang, t } = frame;
  const own = typed?.act === "rename" && typed.subject === circle.id ? typed.values : null;
  return (
    <Details
      summary={t("steering.circle.rename", { circle: inLang(lang, { fr: circle.name, en: circle.nameEn }) })}
      open={own !== null}
    >
      <Form frame={frame} action={urls.teamProcess(lang, { process: process.slug })}>
        <Hidden name="act" value="rename" />
        <Hidden name="circle" value={circle.id} />
        <CircleNames
          frame={frame}
          values={own ?? { name: circle.name, nameEn: circle.nameEn }}
          suffix={own ? "" : `-${circle.id}`}
          errors={own ? errors : []}
        />
        <Button kind="secondary">{t("steering.circle.save")}</Button>
      </Form>
    </Details>
  );
}

/** A circle between those there are and everybody. */
export function NewCircle({ frame, process, typed, errors }: DeskProps) {
  const { lang, t } = frame;
  const own = typed?.act === "circle" ? typed.values : null;
  return (
    <Details summary={t("steering.circle.new")} open={own !== null}>
      <Muted>{t("steering.circle.newHint")}</Muted>
      <Form frame={frame} action={urls.teamProcess(lang, { process: process.slug })}>
        <Hidden name="act" value="circle" />
        <CircleNames frame={frame} values={own ?? {}} suffix={own ? "" : "-new"} errors={own ? errors : []} />
        <Button kind="secondary">{t("steering.circle.add")}</Button>
      </Form>
    </Details>
  );
}

type NamesProps = Pick<DeskProps, "frame" | "errors"> & {
  readonly values: Readonly<Record<string, string>>;
  /** The names are asked for several circles on one page. */
  readonly suffix: string;
};

function CircleNames({ frame: { t }, values, suffix, errors }: NamesProps) {
  const field = (name: "name" | "nameEn") => ({
    id: `${name}${suffix}`,
    name,
    value: values[name] ?? "",
    maxLength: LENGTHS.circle,
    error: errors.find((error) => error.field === name)?.message,
  });
  return (
    <>
      <TextField {...field("name")} label={t("steering.circle.name")} hint={t("steering.circle.nameHint")} />
      <TextField {...field("nameEn")} label={t("steering.circle.nameEn")} lang="en" optional />
    </>
  );
}
