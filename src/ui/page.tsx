import type { ComponentChildren, VNode } from "preact";
import { BackLink, type BackTarget, Breadcrumb, type Crumb } from "./breadcrumb.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { classes } from "./field.tsx";
import type { FieldError, Frame } from "./frame.ts";
import { FrameContext } from "./frame-context.ts";
import { Head } from "./head.tsx";
import { KeptFooter, KeptNavigation } from "./kept-pieces.tsx";
import { type Section, sectionOf } from "./navigation.tsx";
import { NotificationBanner } from "./notification-banner.tsx";
import { PageHeader } from "./page-header.tsx";

export type PageProps = {
  readonly frame: Frame;
  readonly title: string;
  readonly lead?: string | undefined;
  /** From the second level on: "Accueil" is added. */
  readonly breadcrumb?: readonly Crumb[] | undefined;
  readonly backLink?: BackTarget | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** For search engines and link previews; the lead when left out. */
  readonly description?: string | undefined;
  readonly wide?: boolean | undefined;
  /** The h1 is among the children: the label of the one question of the page. */
  readonly ownHeading?: boolean | undefined;
  readonly robots?: "noindex" | undefined;
  readonly section?: Section | undefined;
  readonly children: ComponentChildren;
};

/** The frame of every page, and the only place that writes `<html>`. */
export function Page(props: PageProps): VNode {
  const { frame, title, lead, errors = [], breadcrumb, backLink } = props;
  const { notice } = frame;
  return (
    <FrameContext.Provider value={frame}>
      <html lang={frame.lang}>
        <Head
          frame={frame}
          title={title}
          description={props.description ?? lead}
          hasErrors={errors.length > 0}
          robots={props.robots}
        />
        <body class="jl-template__body">
          <a href="#main" class="jl-skip-link">
            {frame.t("layout.skip")}
          </a>
          <PageHeader frame={frame} />
          <KeptNavigation frame={frame} section={props.section ?? sectionOf(frame.path)} />
          <div class="jl-width-container">
            {breadcrumb ? <Breadcrumb items={breadcrumb} /> : null}
            {backLink ? <BackLink to={backLink} /> : null}
            <main class={classes("jl-main-wrapper", "jl-main", props.wide && "jl-main--wide")} id="main" tabIndex={-1}>
              {notice ? <NotificationBanner kind={notice.kind}>{notice.text}</NotificationBanner> : null}
              {errors.length > 0 ? <ErrorSummary errors={errors} /> : null}
              {props.ownHeading ? null : <h1 dir="auto">{title}</h1>}
              {lead ? <p class="jl-body-l">{lead}</p> : null}
              {props.children}
            </main>
          </div>
          <KeptFooter frame={frame} />
        </body>
      </html>
    </FrameContext.Provider>
  );
}
