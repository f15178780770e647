import { urls } from "#kernel/urls.ts";
import type { Frame } from "#ui/frame.ts";
import { Time } from "#ui/time.tsx";
import { changeKindKey } from "./change-kind.rules.ts";
import type { CausedChange } from "./decision.rules.ts";

type Props = { readonly frame: Frame; readonly changes: readonly CausedChange[]; readonly team?: boolean };

/** What a decision changed in the text. The public reads published editions only; the team sees what is being prepared. */
export function ChangeList({ frame, changes, team = false }: Props) {
  const { lang, t } = frame;
  const shown = changes.filter((change) => team || change.isPublished);
  if (shown.length === 0) return <p>{t(team ? "decisions.changes.noneYet" : "decisions.changes.none")}</p>;
  return (
    <ul>
      {shown.map(({ number, kind, code, edition, document, isPublished, madeAt }) => {
        const what = t(changeKindKey(kind), { code: code ?? "" });
        return (
          <li key={number}>
            {isPublished ? <a href={urls.change(lang, { document, change: number })}>{what}</a> : what}
            {", "}
            {t(isPublished ? "decisions.changes.edition" : "decisions.changes.draftEdition", { edition })}
            {" · "}
            <Time at={madeAt} />
          </li>
        );
      })}
    </ul>
  );
}
