import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { type EmbeddingsSettings, embed, embeddingsAddress } from "./embeddings.ts";

type Asked = {
  readonly path: string;
  readonly key: string | undefined;
  readonly model: string;
  readonly input: string[];
};
type Behaviour = (asked: Asked, response: ServerResponse) => void;

let behaviour: Behaviour = () => {};
const asked: Asked[] = [];
let address = "";
const server = createServer((request, response) => void serve(request, response));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string[] };
  const one = { path: request.url ?? "", key: request.headers.authorization, ...body };
  asked.push(one);
  behaviour(one, response);
}

const send = (response: ServerResponse, data: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(data));
};
/** A vector that says which text it is of. */
const vectorOf = (text: string, size = 3): number[] => [text.length, 4, ...Array.from({ length: size - 2 }, () => 0)];
const good: Behaviour = ({ input }, response) =>
  send(response, { data: input.map((text, index) => ({ index, embedding: vectorOf(text) })) });

const settings = (more: Partial<EmbeddingsSettings> = {}): EmbeddingsSettings => ({
  url: embeddingsAddress(address),
  model: "petit-modele",
  key: "clef-secrete",
  purpose: "Trier des textes publiés.",
  ...more,
});
const quick = { waits: [1, 1], timeout: 200 } as const;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked.length = 0;
  behaviour = good;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("vectors come back of unit length, in the order of the texts, in batches of 64 at most", async () => {
  const texts = Array.from({ length: 150 }, (_, index) => "x".repeat(index + 1));
  const result = await embed(texts, settings(), quick);
  if ("warning" in result) throw new Error(result.warning);
  expect(result).toMatchObject({ model: "petit-modele", dimensions: 3 });
  expect(asked.map(({ input }) => input.length)).toEqual([64, 64, 22]);
  expect(asked[0]).toMatchObject({ path: "/v1/embeddings", key: "Bearer clef-secrete", model: "petit-modele" });
  for (const [index, vector] of result.vectors.entries()) {
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect((vector[0] ?? 0) / (vector[1] ?? 1)).toBeCloseTo((index + 1) / 4, 4);
  }
});

test("only the texts and the name of the model are sent; equal texts once", async () => {
  await embed(["un", "deux", "un"], settings({ key: null }), quick);
  expect(asked).toEqual([{ path: "/v1/embeddings", key: undefined, model: "petit-modele", input: ["un", "deux"] }]);
});

test("a shuffled answer is put in order", async () => {
  behaviour = ({ input }, response) =>
    send(response, { data: input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() });
  const result = await embed(["a", "aa", "aaa"], settings(), quick);
  if ("warning" in result) throw new Error(result.warning);
  expect(result.vectors.map((vector) => Math.round(((vector[0] ?? 0) / (vector[1] ?? 1)) * 4))).toEqual([1, 2, 3]);
});

const faults: Readonly<Record<string, [Behaviour, string, number]>> = {
  "a vector too few": [
    ({ input }, response) =>
      send(response, { data: input.slice(1).map((text, index) => ({ index, embedding: vectorOf(text) })) }),
    "size",
    1,
  ],
  "the same index twice": [
    ({ input }, response) => send(response, { data: input.map((text) => ({ index: 0, embedding: vectorOf(text) })) }),
    "size",
    1,
  ],
  "vectors of different sizes": [
    ({ input }, response) =>
      send(response, { data: input.map((text, index) => ({ index, embedding: vectorOf(text, 3 + index) })) }),
    "size",
    1,
  ],
  "a vector of zeros": [
    ({ input }, response) => send(response, { data: input.map((_, index) => ({ index, embedding: [0, 0] })) }),
    "answer",
    1,
  ],
  "numbers that are none": [
    ({ input }, response) => send(response, { data: input.map((_, index) => ({ index, embedding: ["1", null] })) }),
    "answer",
    1,
  ],
  "429, three times": [(_, response) => send(response, { error: "slow down" }, 429), "busy", 3],
  "500, three times": [(_, response) => send(response, {}, 500), "busy", 3],
  "401: the key is wrong": [(_, response) => send(response, {}, 401), "refused", 1],
  "a redirect is not followed": [
    (_, response) => response.writeHead(307, { location: `${address}/secret` }).end(),
    "refused",
    1,
  ],
  "no answer in time, three times": [() => {}, "timeout", 3],
  "an HTML error page": [
    (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Bad gateway</html>"),
    "answer",
    1,
  ],
  "an answer without end": [
    (_, response) => {
      const piece = Buffer.alloc(1024 * 1024, "[");
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.writeHead(200).on("drain", more);
      more();
    },
    "answer",
    1,
  ],
  "the connection is cut, three times": [(_, response) => response.destroy(), "unreachable", 3],
};
for (const [name, [does, reason, tries]] of Object.entries(faults)) {
  test(`${name}: a warning, and no vector at all`, async () => {
    behaviour = does;
    const result = await embed(["un texte", "un autre texte"], settings(), {
      ...quick,
      timeout: name.includes("end") ? 5_000 : 200,
    });
    expect(result).toMatchObject({ reason });
    expect(asked).toHaveLength(tries);
    expect(JSON.stringify(result)).not.toMatch(/clef-secrete|un texte|Bad gateway/);
  });
}

test("a fault that passes is tried again", async () => {
  behaviour = (one, response) => (asked.length < 3 ? send(response, {}, 503) : good(one, response));
  expect(await embed(["un"], settings(), quick)).toMatchObject({ dimensions: 3 });
  expect(asked).toHaveLength(3);
});

test("a later batch that fails leaves no vector: kinds are never mixed", async () => {
  behaviour = (one, response) => (asked.length === 1 ? good(one, response) : send(response, {}, 400));
  const texts = Array.from({ length: 70 }, (_, index) => `texte ${index}`);
  expect(await embed(texts, settings(), quick)).toMatchObject({ reason: "refused" });
});

test("nobody at this address: a warning", async () => {
  expect(await embed(["un"], settings({ url: "http://127.0.0.1:9/v1/embeddings" }), quick)).toMatchObject({
    reason: "unreachable",
  });
});

test("what is kept is not asked again, unless the model changed its size", async () => {
  const store = new Map<string, Float32Array>();
  const kept = {
    find: async (hashes: readonly string[]) => new Map([...store].filter(([hash]) => hashes.includes(hash))),
    keep: async (vectors: ReadonlyMap<string, Float32Array>) => {
      for (const [hash, vector] of vectors) store.set(hash, vector);
    },
  };
  await embed(["un", "deux"], settings(), { ...quick, kept });
  await embed(["deux", "trois"], settings(), { ...quick, kept });
  expect(asked.map(({ input }) => input)).toEqual([["un", "deux"], ["trois"]]);
  behaviour = ({ input }, response) =>
    send(response, { data: input.map((text, index) => ({ index, embedding: vectorOf(text, 5) })) });
  expect(await embed(["un", "quatre"], settings(), { ...quick, kept })).toMatchObject({ dimensions: 5 });
  expect(asked.at(-1)?.input).toEqual(["un", "quatre"]);
});

test("the address of the server, of its version or of the service", () => {
  for (const url of ["https://a.fr", "https://a.fr/", "https://a.fr/v1", "https://a.fr/v1/embeddings"]) {
    expect(embeddingsAddress(url)).toBe("https://a.fr/v1/embeddings");
  }
  expect(embeddingsAddress("http://a.fr:8080/api/embeddings")).toBe("http://a.fr:8080/api/embeddings");
});

test("without a purpose the product does not start, and says why", () => {
  const given = { JALON_EMBEDDINGS_URL: "https://a.fr/v1", JALON_EMBEDDINGS_MODEL: "m" };
  expect(() => readConfig(given)).toThrow(/JALON_EMBEDDINGS_PURPOSE must say to the public/);
  expect(() => readConfig({ JALON_EMBEDDINGS_URL: "https://a.fr/v1" })).toThrow(/MODEL .*PURPOSE /);
  expect(() => readConfig({ ...given, JALON_EMBEDDINGS_URL: "https://u:p@a.fr/" })).toThrow(/must hold no password/);
  const purpose = "Trier les textes publiés avec le serveur a.fr.";
  expect(readConfig({ ...given, JALON_EMBEDDINGS_PURPOSE: purpose }).embeddings).toEqual({
    url: "https://a.fr/v1/embeddings",
    model: "m",
    key: null,
    purpose,
  });
  expect(readConfig({ JALON_EMBEDDINGS_MODEL: "m", JALON_EMBEDDINGS_PURPOSE: purpose }).embeddings).toBeNull();
});
