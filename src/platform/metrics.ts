import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Numbers for the operator, by route pattern: nothing about who asked for what. */
const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requestSeconds = new Histogram({
  name: "jalon_request_seconds",
  help: "Time to answer, by method, route pattern and status; kept pages answered from memory are not counted.",
  labelNames: ["method", "route", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
});

export type MeasuredRequest = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
};

export function measureRequest({ method, route, status, ms }: MeasuredRequest): void {
  requestSeconds.observe({ method, route, status }, ms / 1_000);
}

/** In the text format of Prometheus. */
export async function metricsText(): Promise<{ readonly body: string; readonly type: string }> {
  return { body: await registry.metrics(), type: registry.contentType };
}
