import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { DefaultAws } from '../aws';

type Budgets = DefaultAws['budgets'];

/** Tells OpenTelemetry, whenever somebody collects, how fast this replica may ask AWS, and how many requests wait for it. */
export function tellBudgets(
  metrics: MetricsService,
  budgets: () => Budgets,
): void {
  const gauge = (
    name: string,
    description: string,
    valueOf: (budget: Budgets[number]) => number | undefined,
  ) =>
    metrics
      .createObservableGauge(`disaster_recovery.aws.budget.${name}`, {
        description,
      })
      .addCallback(result => {
        for (const budget of budgets()) {
          const { service, accountId, region } = budget;
          const value = valueOf(budget);
          if (value !== undefined) {
            result.observe(value, { service, account: accountId, region });
          }
        }
      });
  gauge(
    'rate',
    'Requests a second that this replica makes at most, while AWS throttles',
    ({ perSecond }) => perSecond,
  );
  gauge(
    'waiting',
    'Requests of this replica that wait for their turn',
    ({ waiting }) => waiting,
  );
}
