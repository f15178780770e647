import type { VNode } from "preact";
import type { FieldError } from "./frame.ts";
import { useT } from "./frame-context.ts";

/** All that is to correct, in the words of the fields, each a link to its field. */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }): VNode {
  const t = useT();
  return (
    <div class="jl-error-summary" role="alert" tabIndex={-1}>
      <h2 class="jl-error-summary__title">{t("ui.errorSummary", { count: errors.length })}</h2>
      <ul class="jl-list jl-error-summary__list">
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
