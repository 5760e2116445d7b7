import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { type RunningSimulator, startSimulator } from '@internal/aws-simulator';
import { DefaultAws } from '../DefaultAws';

export const ACCOUNT = '111122223333';
export const ORIGIN = { accountId: ACCOUNT, region: 'us-east-1' };
export const RECOVERY = { accountId: ACCOUNT, region: 'us-west-2' };
/** A machine of the demo estate. */
export const DATABASE_INSTANCE = 'i-0e10db10000000000';

const KEYS = {
  accessKeyId: 'AKIADEMOORDERS000001',
  secretAccessKey: 'none',
};

/** The real SDK on a fresh simulated AWS before each test, whose time stands nearly still. Call it in a `describe`. */
export function simulatedAws() {
  // Machines may be busy.
  jest.setTimeout(180_000);
  let running: RunningSimulator;
  let aws: DefaultAws;
  const opened: DefaultAws[] = [];

  const awsWith = (accounts: object[]) => {
    const made = DefaultAws.create({
      config: { awsEndpoint: running.url },
      credentials: DefaultAwsCredentialsManager.fromConfig(
        new ConfigReader({ aws: { mainAccount: KEYS, accounts } }),
      ),
      logger: mockServices.logger.mock(),
    });
    opened.push(made);
    return made;
  };

  beforeAll(async () => {
    running = await startSimulator({ estate: 'demo', seed: 7, speed: 1 });
    // The credentials manager's own STS clients follow the SDK's variable, and no configuration of this plugin.
    process.env.AWS_ENDPOINT_URL_STS = running.url;
  }, 30_000);
  beforeEach(() => {
    running.simulator.reset({ estate: 'demo', seed: 7 });
    aws = awsWith([{ accountId: ACCOUNT, ...KEYS }]);
  });
  afterEach(() => opened.splice(0).forEach(each => each.close()));
  afterAll(async () => {
    delete process.env.AWS_ENDPOINT_URL_STS;
    await running.stop();
  });

  return {
    awsWith,
    get aws() {
      return aws;
    },
    get simulator() {
      return running.simulator;
    },
    /** Makes AWS answer lists in small pages. */
    pages: (operation: string, size: number) =>
      running.simulator.faults.add({
        kind: 'smallPages',
        match: { operation },
        size,
      }),
    /** The source server that protects a machine. */
    serverOf: async (instanceId: string) =>
      (await aws.in(RECOVERY).drs.listSourceServers()).find(
        server => server.instanceId === instanceId,
      )!,
  };
}
