import type { Frame } from "#ui/frame.ts";
import { LinkList } from "#ui/layout.tsx";
import { Page } from "#ui/page.tsx";

type Props = {
  readonly frame: Frame;
  readonly isBusy: boolean;
  /** The page that says the same and prints. */
  readonly page: string;
  /** Addresses of the files for office programs. */
  readonly others: readonly string[];
};

/** Instead of a PDF that cannot be had now: where to read and print the same words. */
export function NoPdfView({ frame, isBusy, page, others }: Props) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t("office.noPdf")} robots="noindex">
      <p>{t(isBusy ? "office.noPdfBusy" : "office.noPdfHere")}</p>
      <LinkList
        items={[
          { text: t("office.printPage"), href: page },
          ...others.map((href) => ({
            text: t(href.endsWith(".odt") ? "office.takeOdt" : "office.takeDocx"),
            href,
          })),
        ]}
      />
    </Page>
  );
}
