import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

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

/** A number that a room reads when it is asked for; the same name may come again with other labels. */
export type Reading = {
  readonly name: `jalon_${string}`;
  readonly help: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
};

/** In the text format of Prometheus: what this process counts, and what the rooms have read. */
export async function metricsText(
  readings: readonly Reading[] = [],
): Promise<{ readonly body: string; readonly type: string }> {
  const read = new Registry();
  const gauges = new Map<string, Gauge>();
  for (const { name, help, labels = {}, value } of readings) {
    const gauge = gauges.get(name) ?? new Gauge({ name, help, labelNames: Object.keys(labels), registers: [read] });
    gauges.set(name, gauge);
    gauge.set(labels, value);
  }
  return { body: (await registry.metrics()) + (await read.metrics()), type: registry.contentType };
}
