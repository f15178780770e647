import { Invalid, Refused } from "#kernel/errors.ts";

/** A form may weigh this much; contributions are 10,000 characters, imports 5 MB. */
const FORM_LIMIT = 1_000_000;
const UPLOAD_LIMIT = 6_000_000;

export type FormBody = {
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly files: Readonly<Record<string, File>>;
};

async function limited(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const announced = request.headers.get("content-length");
  if (Number(announced ?? 0) > limit) throw new Invalid({ form: "http.tooLarge" });
  // the server holds a body to its announced length: it can be read at once
  if (announced !== null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > limit) throw new Invalid({ form: "http.tooLarge" });
      chunks.push(chunk);
    }
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Percent-encoded text that is not UTF-8 (a lone surrogate, another charset) would be stored as other characters. */
function isUtf8(form: string): boolean {
  try {
    decodeURIComponent(form.replace(/%(?![\da-f]{2})/gi, "%25"));
    return true;
  } catch {
    return false;
  }
}

async function readParts(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw new Invalid({ form: "http.notAForm" });
  }
}

function gather(pairs: Iterable<readonly [string, string | File]>): FormBody {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  const files: Record<string, File> = Object.create(null) as Record<string, File>;
  for (const [name, value] of pairs) {
    if (typeof value !== "string") {
      files[name] = value;
      continue;
    }
    if (!value.isWellFormed() || value.includes("\u0000")) throw new Invalid({ [name]: "http.notText" });
    // browsers send line ends as CRLF; texts are kept with LF
    const text = value.replaceAll("\r\n", "\n");
    const before = fields[name];
    if (before === undefined) fields[name] = text;
    else if (Array.isArray(before)) before.push(text);
    else fields[name] = [before, text];
  }
  return { fields, files };
}

/** Reads a form, bounded in bytes. Throws `Invalid` on too much or on what is not text, `Refused` on another content type. */
export async function readForm(request: Request): Promise<FormBody> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const bytes = await limited(request, FORM_LIMIT);
    const text = new TextDecoder().decode(bytes);
    if (!isUtf8(text)) throw new Invalid({ form: "http.notText" });
    return gather(new URLSearchParams(text));
  }
  if (type.startsWith("multipart/form-data")) {
    const bytes = await limited(request, UPLOAD_LIMIT);
    return gather((await readParts(bytes, type)) as Iterable<[string, string | File]>);
  }
  throw new Refused("http.notAForm");
}
