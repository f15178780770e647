import type { VNode } from "preact";
import { ButtonLink } from "./button.tsx";
import { useT } from "./frame-context.ts";
import { Icon } from "./icon.tsx";

type ConsentForVideoProps = {
  readonly title: string;
  /** Who would receive the visitor's address: "video.example". */
  readonly host: string;
  readonly watchHref: string;
  readonly duration?: string | undefined;
  /** This page again, with the choice in its address; nothing is stored. */
  readonly acceptHref?: string | undefined;
  readonly embedHref?: string | undefined;
  readonly accepted?: boolean | undefined;
};

/** A film kept elsewhere: nothing is asked from there before the visitor says so, and nothing remembers the answer. */
export function ConsentForVideo(props: ConsentForVideoProps): VNode {
  const t = useT();
  const { title, host, watchHref, duration, acceptHref, embedHref, accepted } = props;
  if (accepted && embedHref) {
    return (
      <div class="jl-video">
        <iframe
          class="jl-video__frame"
          src={embedHref}
          title={title}
          loading="lazy"
          allowfullscreen
          referrerpolicy="no-referrer"
        />
      </div>
    );
  }
  return (
    <div class="jl-video jl-video--waiting">
      <p class="jl-video__title">
        <Icon name="play" />
        {title}
        {duration ? ` (${duration})` : null}
      </p>
      <p>{t("ui.video.explain", { host })}</p>
      <div class="jl-button-group">
        {acceptHref ? (
          <ButtonLink href={acceptHref} kind="secondary">
            {t("ui.video.accept")}
          </ButtonLink>
        ) : null}
        <a href={watchHref}>{t("ui.video.watch", { host })}</a>
      </div>
    </div>
  );
}
