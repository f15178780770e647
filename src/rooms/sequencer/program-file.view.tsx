import type { VNode } from "preact";
import { fixedUrls } from "#kernel/urls.ts";
import { ButtonLink } from "#ui/button.tsx";
import type { Frame } from "#ui/frame.ts";
import { Code } from "#ui/text.tsx";

export type ProgramFacts = {
  readonly name: "verify" | "witness";
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
};

type Props = { readonly frame: Frame; readonly program: ProgramFacts; readonly siteUrl: string };

const ADDRESSES = { verify: fixedUrls.verifierProgram, witness: fixedUrls.witnessProgram } as const;

/** A program to take away: what it does, how it is run, and the digest by which two copies are compared. */
export function ProgramFile({ frame, program, siteUrl }: Props): VNode {
  const { t } = frame;
  const { name, file, bytes, sha256 } = program;
  const words = name === "verify" ? `site ${siteUrl}` : t("sequencer.program.witnessWords");
  return (
    <>
      <p>{t(`sequencer.program.${name}`)}</p>
      <p>
        <ButtonLink kind="secondary" href={ADDRESSES[name]}>
          {t("sequencer.program.take", { file, size: Math.round(bytes / 1000) })}
        </ButtonLink>
      </p>
      <p>{t(`sequencer.program.${name}Run`)}</p>
      <p>
        <Code>
          node {file} {words}
        </Code>
      </p>
      <p>
        {t("sequencer.program.digest")} <Code>{sha256}</Code>
      </p>
    </>
  );
}
