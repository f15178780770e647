import type { ComponentChildren, VNode } from "preact";
import { urls } from "#kernel/urls.ts";
import { useFrame } from "./frame-context.ts";
import { PrintHint } from "./print-hint.tsx";
import { rich } from "./rich.tsx";

type ReceiptProps = {
  /** As the kernel writes it: ABCD-EFGH-JKLM. */
  readonly code: string;
  readonly label?: string | undefined;
  readonly children?: ComponentChildren;
};

/** The code that finds a contribution again without an account; readable over the telephone. */
export function Receipt({ code, label, children }: ReceiptProps): VNode {
  const { lang, t } = useFrame();
  return (
    <div class="jl-receipt">
      <p class="jl-receipt__label">{label ?? t("ui.receipt.label")}</p>
      <p class="jl-receipt__code">{code}</p>
      <p>{rich(t, "ui.receipt.use", { link: <a href={urls.receiptSearch(lang)}>{t("ui.receipt.page")}</a> })}</p>
      {children}
      <PrintHint />
    </div>
  );
}
