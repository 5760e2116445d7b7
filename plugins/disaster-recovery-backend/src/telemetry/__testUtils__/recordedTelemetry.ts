import type {
  MetricsService,
  MetricsServiceObservableCallback,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';

/** What was told to OpenTelemetry's services, instead of an exporter. */
export function recordedTelemetry() {
  const told: { name: string; value: number; attributes?: unknown }[] = [];
  const spans: { name: string; status?: string }[] = [];
  const gauges = new Map<string, MetricsServiceObservableCallback>();
  const tell = (name: string) => (value: number, attributes?: unknown) =>
    told.push({ name, value, attributes });
  const metrics = {
    createCounter: (name: string) => ({ add: tell(name) }),
    createHistogram: (name: string) => ({ record: tell(name) }),
    createObservableGauge: (name: string) => ({
      addCallback: (callback: MetricsServiceObservableCallback) =>
        gauges.set(name, callback),
      removeCallback: () => gauges.delete(name),
    }),
  } as unknown as MetricsService;
  const tracing = {
    async startActiveSpan(name: string, _options: unknown, work: any) {
      const span: (typeof spans)[number] = { name };
      spans.push(span);
      return work({
        setAttribute: () => {},
        setStatus: ({ code }: { code: string }) => {
          span.status = code;
        },
      });
    },
  } as unknown as TracingService;
  return {
    metrics,
    tracing,
    told,
    spans,
    /** What the gauges say to whoever collects now. */
    async collect() {
      const seen: { name: string; value: number; attributes?: unknown }[] = [];
      for (const [name, callback] of gauges) {
        await callback({
          observe: (value, attributes) =>
            seen.push({ name, value, attributes }),
        });
      }
      return seen;
    },
  };
}
