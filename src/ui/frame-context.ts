import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Frame } from "./frame.ts";
import type { Translate } from "./messages.ts";

/** Filled by `Page`: the pieces inside find their words by themselves. */
export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame)
    throw new Error("This piece of page stands outside <Page>: wrap it in <FrameContext.Provider value={frame}>.");
  return frame;
}

export function useT(): Translate {
  return useFrame().t;
}
