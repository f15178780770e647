import type { ComponentChildren, VNode } from "preact";
import { useT } from "./frame-context.ts";

type NotificationBannerProps = {
  readonly kind?: "info" | "success" | undefined;
  readonly title?: string | undefined;
  readonly children: ComponentChildren;
};

/** Something to know that is not about the content of the page. A success is announced when the page opens. */
export function NotificationBanner({ kind = "info", title, children }: NotificationBannerProps): VNode {
  const t = useT();
  const name = title ?? t(kind === "success" ? "ui.notice.success" : "ui.notice.info");
  const body = (
    <>
      <div class="jl-notification-banner__header">
        <p class="jl-notification-banner__title">{name}</p>
      </div>
      <div class="jl-notification-banner__content">
        <p class="jl-notification-banner__heading">{children}</p>
      </div>
    </>
  );
  if (kind === "success") {
    return (
      <div class="jl-notification-banner jl-notification-banner--success" role="alert">
        {body}
      </div>
    );
  }
  return (
    <section class="jl-notification-banner" aria-label={name}>
      {body}
    </section>
  );
}
