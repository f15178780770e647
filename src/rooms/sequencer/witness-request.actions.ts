/** A witness that has not answered by then is asked again at the next publication: contributions never wait for it. */
const PATIENCE = 5_000;
/** Lines of a few signatures, or a size: more is no answer of a witness. */
const MAX_ANSWER = 65_536;

export type WitnessAnswer = { readonly status: number; readonly body: string };

/** Why there is no answer, in words that are shown on the page of the log's health. */
export class NoAnswer extends Error {}

/** C2SP tlog-witness, add-checkpoint. The address is the one of the operator's policy file: no redirect leads elsewhere. */
export async function addCheckpoint(url: string, body: string): Promise<WitnessAnswer> {
  try {
    const answer = await fetch(`${url.replace(/\/+$/, "")}/add-checkpoint`, {
      method: "POST",
      body,
      headers: { "content-type": "text/plain; charset=utf-8" },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return { status: answer.status, body: await textOf(answer) };
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    const isLate = error instanceof Error && error.name === "TimeoutError";
    throw new NoAnswer(isLate ? `no answer in ${PATIENCE / 1_000} s` : "unreachable", { cause: error });
  }
}

async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_ANSWER) throw new NoAnswer(`more than ${MAX_ANSWER} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
