import { Button } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkboxes.tsx";
import { DataTable } from "#ui/data-table.tsx";
import { Details } from "#ui/details.tsx";
import { Form, Hidden } from "#ui/form.tsx";
import type { Frame } from "#ui/frame.ts";
import { Muted } from "#ui/text.tsx";
import type { PhaseFacts } from "./phase.view.tsx";
import { inLang } from "./process.rules.ts";
import { type Rights, widened } from "./rights.rules.ts";

export type CircleFacts = { readonly id: string; readonly name: string; readonly nameEn: string };

const RIGHTS = [
  { name: "read", right: "mayRead" },
  { name: "contribute", right: "mayContribute" },
  { name: "vote", right: "mayVote" },
] as const;
const NONE: Rights = { mayRead: false, mayContribute: false, mayVote: false };

type Props = {
  readonly frame: Frame;
  readonly action: string;
  readonly phase: Pick<PhaseFacts, "id" | "circles">;
  /** In widening order. */
  readonly circles: readonly CircleFacts[];
  readonly title: string;
};

/** Who may read, contribute and vote in a phase: a line per circle, a box per right, as they work. */
export function PhaseRights({ frame, action, phase, circles, title }: Props) {
  const { lang, t } = frame;
  const held = widened(
    circles.map((circle) => {
      const { mayRead, mayContribute, mayVote } = phase.circles.find(({ circleId }) => circleId === circle.id) ?? NONE;
      return { circle, mayRead, mayContribute, mayVote };
    }),
  );
  return (
    <Details summary={t("steering.rights.change", { title })}>
      <Muted>{t("steering.rights.hint")}</Muted>
      <Form frame={frame} action={action}>
        <Hidden name="act" value="rights" />
        <Hidden name="phase" value={phase.id} />
        <DataTable
          caption={t("steering.rights.caption", { title })}
          captionHidden
          columns={[
            { head: t("steering.rights.circle") },
            ...RIGHTS.map(({ name }) => ({ head: t(`steering.rights.${name}`) })),
          ]}
          rows={held.map(({ circle, ...rights }) => {
            const name = inLang(lang, { fr: circle.name, en: circle.nameEn });
            return [
              name,
              ...RIGHTS.map((one) => (
                <Checkbox
                  key={one.name}
                  id={`${one.name}-${phase.id}-${circle.id}`}
                  name={one.name}
                  value={circle.id}
                  checked={rights[one.right]}
                  label={t("steering.rights.box", { right: t(`steering.rights.${one.name}`), circle: name })}
                />
              )),
            ];
          })}
        />
        <Button kind="secondary">{t("steering.rights.save")}</Button>
      </Form>
    </Details>
  );
}
