import { type AwsCli, hasAwsCli, startAwsCli } from './__testUtils__/awsCli';
import {
  OPERATION_CASES,
  prepareContext,
  CaseContext,
  OperationCase,
} from './__testUtils__/operationCases';
import { ORDERS_KEY, TestAws } from './__testUtils__/TestAws';

const COMMANDS_AT_ONCE = 3;

/** The CLI's name of an operation: DescribeVpcs is describe-vpcs. */
function cliName(operation: string): string {
  return operation.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

type Outcome = { item: OperationCase; code: number; stderr: string };

async function call(
  cli: AwsCli,
  url: string,
  context: CaseContext,
  item: OperationCase,
): Promise<Outcome> {
  const outcome = await cli.run([
    item.service,
    cliName(item.operation),
    '--region',
    'us-west-2',
    '--endpoint-url',
    url,
    '--output',
    'json',
    '--cli-input-json',
    JSON.stringify(item.input?.(context) ?? {}),
    ...(item.operation.startsWith('Describe') ? ['--no-paginate'] : []),
  ]);
  return { item, ...outcome };
}

(hasAwsCli ? describe : describe.skip)(
  'every offered operation, by the AWS CLI',
  () => {
    let aws: TestAws;
    let cli: AwsCli;
    beforeAll(async () => {
      aws = await TestAws.start();
      cli = startAwsCli({
        AWS_ACCESS_KEY_ID: ORDERS_KEY,
        AWS_SECRET_ACCESS_KEY: 'any',
        AWS_MAX_ATTEMPTS: '1',
        AWS_PAGER: '',
        AWS_EC2_METADATA_DISABLED: 'true',
      });
    });
    afterAll(async () => {
      cli.stop();
      await aws.stop();
    });

    it('is answered as the CLI expects', async () => {
      const context = await prepareContext(aws);
      const waiting = [...OPERATION_CASES];
      const outcomes: Outcome[] = [];
      // Cases of one service have an order, but what only reads in DRS has none.
      const queueOf = ({ service, operation }: OperationCase) =>
        service === 'drs' && /^(Describe|Get|List)/.test(operation)
          ? 'drs reads'
          : service;
      const queues = [...new Set(waiting.map(queueOf))].map(name =>
        waiting.filter(item => queueOf(item) === name),
      );
      const work = async () => {
        for (let queue = queues.shift(); queue; queue = queues.shift()) {
          for (const item of queue) {
            outcomes.push(await call(cli, aws.running.url, context, item));
          }
        }
      };
      await Promise.all(Array.from({ length: COMMANDS_AT_ONCE }, work));

      // An older CLI knows fewer operations; what it knows it must understand.
      const known = outcomes.filter(
        ({ stderr }) => !/nvalid choice/.test(stderr),
      );
      expect(known.length).toBeGreaterThanOrEqual(70);
      const wrong = known.filter(({ item, code, stderr }) =>
        item.error ? !stderr.includes(`(${item.error})`) : code !== 0,
      );
      expect(
        wrong.map(
          ({ item, stderr }) => `${item.service} ${item.operation}: ${stderr}`,
        ),
      ).toEqual([]);
    }, 300_000);
  },
);
