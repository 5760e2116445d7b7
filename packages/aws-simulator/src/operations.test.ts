import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as drs from '@aws-sdk/client-drs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import offered from '../models/operations.json';
import {
  CaseContext,
  OPERATION_CASES,
  prepareContext,
} from './__testUtils__/operationCases';
import { TestAws } from './__testUtils__/TestAws';

const MODULES: Record<string, Record<string, any>> = {
  drs,
  ssm,
  ec2,
  logs,
  sts,
};

describe('every offered operation, by the AWS SDK', () => {
  let aws: TestAws;
  let context: CaseContext;
  beforeAll(async () => {
    aws = await TestAws.start();
    context = await prepareContext(aws);
  });
  afterAll(() => aws.stop());

  it('is in the list of cases', () => {
    for (const [service, operations] of Object.entries(offered)) {
      expect(
        OPERATION_CASES.filter(item => item.service === service)
          .map(item => item.operation)
          .sort(),
      ).toEqual([...operations].sort());
    }
  });

  it.each(
    OPERATION_CASES.filter(item => item.service !== 'iam').map(
      item => [item.service, item.operation, item] as const,
    ),
  )('%s %s', async (service, operation, { input, error }) => {
    const client = aws[service as 'drs' | 'ec2' | 'ssm' | 'sts' | 'logs'](
      'us-west-2',
    ) as { send: (command: unknown) => Promise<Record<string, any>> };
    const command = new MODULES[service][`${operation}Command`](
      input?.(context) ?? {},
    );
    const answer = await client.send(command).catch(refusal => refusal);
    expect(answer instanceof Error ? answer.name : undefined).toBe(error);
    expect(answer.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const [line] = aws.simulator.trace.entries().slice(-1);
    expect(line).toMatchObject({
      service,
      operation,
      account: '111122223333',
      region: 'us-west-2',
      status: answer.$metadata.httpStatusCode,
    });
  });
});
