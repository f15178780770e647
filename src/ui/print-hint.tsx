import type { VNode } from "preact";
import { useT } from "./frame-context.ts";

/** A print button would need a script; the browser has its own. */
export function PrintHint(): VNode {
  const t = useT();
  return <p class="jl-muted jl-no-print">{t("ui.printHint")}</p>;
}
