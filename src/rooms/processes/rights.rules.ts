export type Rights = { readonly mayRead: boolean; readonly mayContribute: boolean; readonly mayVote: boolean };

/**
 * Rights as they work, circles in widening order: whoever is in a circle is in all that are wider, so a circle may what a
 * wider one may; and nobody contributes or votes on what they may not read.
 */
export function widened<Circle extends Rights>(circles: readonly Circle[]): readonly Circle[] {
  let wider: Rights = { mayRead: false, mayContribute: false, mayVote: false };
  return circles
    .toReversed()
    .map((circle) => {
      const mayContribute = circle.mayContribute || wider.mayContribute;
      const mayVote = circle.mayVote || wider.mayVote;
      wider = { mayRead: circle.mayRead || wider.mayRead || mayContribute || mayVote, mayContribute, mayVote };
      return { ...circle, ...wider };
    })
    .toReversed();
}
