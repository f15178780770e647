import type { VNode } from "preact";
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

/** The same words to take away: each link says its format and its size. */
export function FileLinks({ title, files }: { readonly title: string; readonly files: readonly FileLink[] }): VNode {
  const { t } = useFrame();
  return (
    <div class="jl-no-print">
      <p id="fichiers">{title}</p>
      <ul aria-labelledby="fichiers">
        {files.map(({ format, href, bytes }) => (
          <li key={format}>
            <a href={href} download>
              {t(NAMES[format])} ({format.toUpperCase()}
              {bytes === null ? null : t("ui.files.size", { size: Math.max(1, Math.round(bytes / 1000)) })})
            </a>
          </li>
        ))}
      </ul>
      {files.some(({ format }) => format === "pdf") ? null : <p>{t("ui.files.noPdf")}</p>}
    </div>
  );
}
