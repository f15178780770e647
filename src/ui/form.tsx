import type { ComponentChildren, VNode } from "preact";
import { Button, type ButtonKind } from "./button.tsx";
import type { Frame } from "./frame.ts";

export function Hidden({ name, value }: { readonly name: string; readonly value: string }): VNode {
  return <input type="hidden" name={name} value={value} />;
}

type FormProps = {
  readonly frame: Frame;
  readonly action: string;
  /** Makes a double click harmless: the action stores it with what it makes. */
  readonly idempotencyKey?: string | undefined;
  readonly files?: boolean | undefined;
  /** Says once, at the top, that fields are compulsory unless marked. */
  readonly requiredNote?: boolean | undefined;
  readonly children: ComponentChildren;
};

/** A form that acts. The server says what is wrong, in the person's language; the browser's own bubbles are off. */
export function Form({ frame, action, idempotencyKey, files, requiredNote, children }: FormProps): VNode {
  return (
    <form method="post" action={action} encType={files ? "multipart/form-data" : undefined} noValidate>
      <Hidden name="csrf" value={frame.csrf} />
      {idempotencyKey === undefined ? null : <Hidden name="idempotency" value={idempotencyKey} />}
      {requiredNote ? <p class="jl-muted">{frame.t("ui.requiredNote")}</p> : null}
      {children}
    </form>
  );
}

/** Filled only by robots: must come back empty. */
export function Honeypot({ name = "website" }: { readonly name?: string | undefined }): VNode {
  return (
    <div class="jl-honeypot" aria-hidden="true">
      <label for={name}>{name}</label>
      <input id={name} name={name} type="text" tabIndex={-1} autocomplete="off" />
    </div>
  );
}

type PostButtonProps = {
  readonly frame: Frame;
  readonly action: string;
  readonly kind?: ButtonKind | undefined;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly children: ComponentChildren;
};

/** A form of one button: what changes something is never a link. */
export function PostButton({ frame, action, kind, fields = {}, idempotencyKey, children }: PostButtonProps): VNode {
  return (
    <Form frame={frame} action={action} idempotencyKey={idempotencyKey}>
      {Object.entries(fields).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <Button kind={kind}>{children}</Button>
    </Form>
  );
}
