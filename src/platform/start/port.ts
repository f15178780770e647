import { createServer } from "node:net";
import { Failure } from "../failure.ts";
import { until } from "../until.ts";

type Address = { readonly host: string; readonly port: number };

/** Before anything heavy: can this address be listened on? Somebody may still take it until we do. */
export async function checkPort(address: Address, { patience }: { readonly patience: number }): Promise<void> {
  let refusal: unknown = null;
  await until(
    async () => {
      refusal = await tryPort(address).then(
        () => null,
        (error: unknown) => listenFailure(error, address),
      );
      return !(refusal instanceof Failure && refusal.kind === "portInUse");
    },
    { seconds: patience, every: 50 },
  );
  if (refusal !== null) throw refusal;
}

async function tryPort({ host, port }: Address): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** What a server's "error" event means at listen. */
export function listenFailure(error: unknown, { host, port }: Address): unknown {
  const { code = "?" } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return new Failure("portInUse", { host, port, other: port === 65535 ? 3000 : port + 1 }, error);
  if (/^E(ACCES|ADDRNOTAVAIL|AFNOSUPPORT|AI_\w+)$|^ENOTFOUND$/.test(code)) {
    return new Failure("hostRefused", { host, port, code }, error);
  }
  return error;
}
