import type { FieldError } from "#ui/frame.ts";
import { isMessageKey, type MessageValues, type Translate } from "#ui/messages.ts";

/** The sentence of each field at fault. A text that names no message (a schema without its own words) gets a plain one. */
export function fieldErrors(
  t: Translate,
  fields: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
): readonly FieldError[] {
  return Object.entries(fields).map(([field, key]) => ({
    field,
    message: isMessageKey(key) ? t(key, values as MessageValues) : t("http.fieldInvalid"),
  }));
}
