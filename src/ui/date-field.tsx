import type { VNode } from "preact";
import { classes, type FieldProps } from "./field.tsx";
import { Fieldset } from "./fieldset.tsx";
import { useT } from "./frame-context.ts";

export type TypedDate = { readonly day: string; readonly month: string; readonly year: string };

const PARTS = [
  { part: "day", width: 2 },
  { part: "month", width: 2 },
  { part: "year", width: 4 },
] as const;

/** Three short fields: typing a date is easier than finding it in a calendar. Sends `<name>-day`, `-month`, `-year`. */
export function DateField({
  name,
  label,
  value,
  ...field
}: FieldProps & { readonly value?: TypedDate | undefined }): VNode {
  const t = useT();
  const id = field.id ?? name;
  return (
    <Fieldset {...field} legend={label} id={id}>
      <div class="jl-date-input">
        {PARTS.map(({ part, width }, index) => (
          <div class="jl-date-input__item" key={part}>
            <div class="jl-form-group">
              <label class="jl-label jl-date-input__label" for={index === 0 ? id : `${id}-${part}`}>
                {t(`ui.date.${part}`)}
              </label>
              <input
                class={classes(
                  "jl-input",
                  "jl-date-input__input",
                  `jl-input--width-${width}`,
                  field.error && "jl-input--error",
                )}
                id={index === 0 ? id : `${id}-${part}`}
                name={`${name}-${part}`}
                type="text"
                inputMode="numeric"
                value={value?.[part]}
                aria-invalid={field.error ? "true" : undefined}
              />
            </div>
          </div>
        ))}
      </div>
    </Fieldset>
  );
}
