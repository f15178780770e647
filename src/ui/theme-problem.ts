import type { Translate } from "./messages.ts";
import type { ThemeProblem } from "./theme.ts";

/** Why a theme is refused, for the person who chose the colours. */
export function themeProblemText(t: Translate, problem: ThemeProblem): string {
  switch (problem.kind) {
    case "unknown":
      return t("ui.theme.unknown", { colour: problem.colour });
    case "notAColour":
      return t("ui.theme.notAColour", { colour: problem.colour });
    case "contrast": {
      const { front, back, ratio, least } = problem;
      return t("ui.theme.contrast", { front, back, ratio, least });
    }
    default:
      return problem satisfies never;
  }
}
