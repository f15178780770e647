import type { ComponentChildren, VNode } from "preact";
import { useFrame } from "./frame-context.ts";

type IslandProps = {
  /** Stem of `<name>.island.tsx`. */
  readonly name: string;
  /** What the script needs to know, as plain data. */
  readonly props: unknown;
  /** The same part of the page as it works without a script. */
  readonly children: ComponentChildren;
};

/** A part of the page that a script may take over; without it, the part stays as it is. */
export function Island({ name, props, children }: IslandProps): VNode {
  const src = useFrame().assets.islands[name];
  return (
    <>
      <div data-island={name} data-props={JSON.stringify(props)}>
        {children}
      </div>
      {src ? <script type="module" src={src} /> : null}
    </>
  );
}
