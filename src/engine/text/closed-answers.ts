import { withoutAccents, wordsOf } from "./prepare.ts";

/** Answers that answer nothing, as an exact list: thousands of people write them, and they are no common text. */
const CLOSED_ANSWERS: ReadonlySet<string> = new Set(
  `oui|non|ok|d accord|tout a fait|pas d accord|bof|ras|r a s|rien|rien a dire|rien a signaler|rien a ajouter|rien de plus|neant
  |aucun|aucune|aucun avis|sans avis|pas d avis|sans opinion|pas d opinion|nsp|ne sait pas|je ne sais pas|ne se prononce pas
  |sans objet|so|s o|non concerne|non concernee|na|n a|idem|idem ci dessus|meme reponse|meme avis|voir plus haut|voir ci dessus
  |voir ma reponse precedente|comme ci dessus|deja dit|deja repondu|yes|no|none|nothing|nothing to add|no opinion|do not know
  |don t know|i don t know|same|same as above|see above|not applicable`
    .split("|")
    .map((answer) => answer.trim()),
);

/** Of a prepared text. */
export function isClosedAnswer(prepared: string): boolean {
  return prepared.length <= 60 && CLOSED_ANSWERS.has(wordsOf(withoutAccents(prepared)).join(" "));
}
