// Class J, T12: the HTTP server itself. Endless bodies, heaps of headers, headers that never end, requests that are none.
import { connect } from "node:net";
import { afterAll, beforeAll } from "vitest";
import { fault } from "./fault.ts";
import { type Served, serve } from "./served.ts";
import { createStage, type Stage } from "./stage.ts";

let stage: Stage;
let served: Served;
beforeAll(async () => {
  stage = await createStage();
  served = await serve(stage);
});
afterAll(async () => {
  await served.close();
  await stage.close();
});

/** Sends bytes as they are; gives what came back when the other side closes, or after `patience` milliseconds. */
function raw(pieces: Iterable<string | Buffer> | AsyncIterable<string | Buffer>, patience = 3_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(served.port, "127.0.0.1");
    let text = "";
    const end = (last = "") => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text + last);
    };
    const timer = setTimeout(() => end(text === "" ? "nothing" : ""), patience);
    socket.on("data", (data) => {
      text += data.toString("latin1");
    });
    socket.on("close", () => end());
    socket.on("error", () => end());
    void (async () => {
      for await (const piece of pieces) {
        if (socket.destroyed) return;
        if (!socket.write(piece)) await new Promise((go) => socket.once("drain", go).once("close", go));
      }
    })();
  });
}

const first = (answer: string) =>
  /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? (answer === "" ? "closed" : answer.slice(0, 20));
const isAlive = async () => (await fetch(`${served.url}/healthz`)).status === 200;

async function seen(...answers: readonly string[]): Promise<string> {
  return `${answers.map(first).join(", ")}; ${(await isAlive()) ? "alive" : "dead"}`;
}

fault(
  "T12",
  { attack: "headers of 20 kB, of 1 MB; one header of 100 kB", expected: "431, 431, 431; alive" },
  async () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `x-${i}: ${"v".repeat(20)}\r\n`).join("");
    return await seen(
      await raw([`GET /fr HTTP/1.1\r\nhost: a\r\n${many(700)}\r\n`]),
      await raw([`GET /fr HTTP/1.1\r\nhost: a\r\n${many(35_000)}\r\n`]),
      await raw([`GET /fr HTTP/1.1\r\nhost: a\r\nx: ${"v".repeat(100_000)}\r\n\r\n`]),
    );
  },
);

fault("T12", { attack: "400 short headers, and an address of 10 kB", expected: "431, 404; alive" }, async () => {
  const many = Array.from({ length: 400 }, (_, i) => `x-${i}: v\r\n`).join("");
  return await seen(
    await raw([`GET /fr HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${many}\r\n`]),
    await raw([`GET /fr/${"a".repeat(10_000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`]),
  );
});

fault(
  "T12",
  {
    attack: "no headers timeout, no request timeout, no limit on headers",
    expected: "headers 10 s, request 60 s, idle 60 s, 100 headers",
  },
  async () => {
    const { headersTimeout, requestTimeout, timeout, maxHeadersCount } = served.server;
    return `headers ${headersTimeout / 1_000} s, request ${requestTimeout / 1_000} s, idle ${timeout / 1_000} s, ${maxHeadersCount} headers`;
  },
);

fault(
  "T12",
  {
    attack: "headers sent one letter a second",
    expected: "408 at the limit, others served meanwhile",
    timeout: 30_000,
  },
  async () => {
    served.server.headersTimeout = 1_000;
    // the server looks at its connections every so often: as soon as the limit allows here
    const other = await serve({ ...stage });
    try {
      async function* slowly() {
        yield "GET /fr HTTP/1.1\r\nhost: a\r\n";
        for (let i = 0; i < 60; i += 1) {
          await new Promise((go) => setTimeout(go, 500));
          yield `x-${i}: v\r\n`;
        }
      }
      other.server.headersTimeout = 1_000;
      const [answer, alive] = await Promise.all([rawOn(other.port, slowly(), 35_000), isAlive()]);
      return `${first(answer)} at the limit, others ${alive ? "served meanwhile" : "not served"}`;
    } finally {
      await other.close();
    }
  },
);

function rawOn(port: number, pieces: AsyncIterable<string>, patience: number): Promise<string> {
  const before = served;
  served = { ...served, port };
  const answer = raw(pieces, patience);
  served = before;
  return answer;
}

const HEAD =
  "POST /fr/recepisse HTTP/1.1\r\nhost: a\r\norigin: http://a\r\ncontent-type: application/x-www-form-urlencoded\r\nconnection: close\r\n";

fault(
  "T12",
  {
    attack: "a body of 1.1 MB, one that claims 1 GB, one of 200 MB in pieces without end",
    expected: "422, 422, refused before 20 MB; alive",
    timeout: 30_000,
  },
  async () => {
    const body = `code=${"a".repeat(1_100_000)}`;
    let sent = 0;
    async function* endless() {
      yield `${HEAD}transfer-encoding: chunked\r\n\r\n`;
      for (; sent < 200_000_000; sent += 65_536) yield `10000\r\n${"a".repeat(65_536)}\r\n`;
    }
    const [small, claimed] = [
      await raw([`${HEAD}content-length: ${body.length}\r\n\r\n`, body]),
      await raw([`${HEAD}content-length: 1000000000\r\n\r\n`, "a".repeat(100_000)]),
    ];
    await raw(endless(), 5_000);
    return `${first(small)}, ${first(claimed)}, ${sent < 20_000_000 ? "refused before 20 MB" : `${Math.round(sent / 1e6)} MB taken`}; ${(await isAlive()) ? "alive" : "dead"}`;
  },
);

fault(
  "T12",
  { attack: "a body packed in gzip that would unpack to 1 GB", expected: "not unpacked: 4xx; alive" },
  async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const answer = await raw([`${HEAD}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`, bomb]);
    return `${/^4/.test(first(answer)) ? "not unpacked: 4xx" : first(answer)}; ${(await isAlive()) ? "alive" : "dead"}`;
  },
);

fault(
  "T12",
  {
    attack:
      "requests that are none: no host, two lengths, length and chunks, spaces in names, other methods, absolute addresses",
    expected: "4xx or a page, never a failure; alive",
  },
  async () => {
    const wrong: string[] = [];
    for (const request of [
      "GET / HTTP/1.1\r\n\r\n",
      "POST /fr/recepisse HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcde",
      "POST /fr/recepisse HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "GET /fr HTTP/1.1\r\nhost : a\r\n\r\n",
      "GET /fr HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n",
      "GET /fr HTTP/1.1\r\nhost: '\"<>\r\nconnection: close\r\n\r\n",
      "GET http://elsewhere.test/fr HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      "GET //elsewhere.test/fr HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      "TRACE /fr HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      "PUT /fr/mon-compte HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
      "DELETE /fr/contributions/1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
      "GET /fr\0 HTTP/1.1\r\nhost: a\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01",
    ]) {
      const code = first(await raw([request], 2_000));
      if (/^5|nothing/.test(code)) wrong.push(`${JSON.stringify(request.slice(0, 40))}: ${code}`);
    }
    return (await isAlive()) ? wrong : [...wrong, "dead"];
  },
);
