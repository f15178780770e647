import type { VNode } from "preact";
import { Hidden } from "#ui/form.tsx";

/** What is being read goes along with each act. */
export function KeptFilter({ query }: { readonly query: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(query).map(([name, value]) =>
        value === "" ? null : <Hidden key={name} name={name} value={value} />,
      )}
    </>
  );
}
