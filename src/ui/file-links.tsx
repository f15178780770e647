import { Fragment, type VNode } from "preact";
import { useFrame } from "./frame-context.ts";
import type { MessageKey } from "./messages.ts";

export type FileFormat = "pdf" | "docx" | "odt";
/** `bytes` is null while the file was never made. */
export type FileLink = { readonly format: FileFormat; readonly href: string; readonly bytes: number | null };

const NAMES: Readonly<Record<FileFormat, MessageKey>> = {
  pdf: "ui.files.pdf",
  docx: "ui.files.docx",
  odt: "ui.files.odt",
};

/** The same words to take away, in one line: each link says its format and its size. */
export function FileLinks({ title, files }: { readonly title: string; readonly files: readonly FileLink[] }): VNode {
  const { t } = useFrame();
  return (
    <p class="jl-no-print">
      {title}{" "}
      {files.map(({ format, href, bytes }, index) => (
        <Fragment key={format}>
          {index === 0 ? "" : ", "}
          <a href={href} download>
            {t(NAMES[format])} ({format.toUpperCase()}
            {bytes === null ? null : t("ui.files.size", { size: Math.max(1, Math.round(bytes / 1000)) })})
          </a>
        </Fragment>
      ))}
      . {files.some(({ format }) => format === "pdf") ? null : t("ui.files.noPdf")}
    </p>
  );
}
