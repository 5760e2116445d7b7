import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import {
  RunningSimulator,
  SimulatorOptions,
  startSimulator,
} from '../startSimulator';

export const ORDERS_KEY = 'AKIADEMOORDERS000001';
export const BILLING_KEY = 'AKIADEMOBILLING00002';

/** A simulator for one test, with the real AWS clients pointed to it. Its clock stands still. */
export class TestAws {
  readonly running: RunningSimulator;

  private constructor(running: RunningSimulator) {
    this.running = running;
  }

  static async start(options: SimulatorOptions = {}): Promise<TestAws> {
    return new TestAws(
      await startSimulator({
        speed: 0,
        startTime: '2026-01-05T08:00:00Z',
        ...options,
      }),
    );
  }

  get simulator() {
    return this.running.simulator;
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  config(region: string, accessKeyId = ORDERS_KEY) {
    return {
      region,
      endpoint: this.running.url,
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: 'any' },
    };
  }

  drs(region: string, accessKeyId?: string) {
    return new DrsClient(this.config(region, accessKeyId));
  }

  ec2(region: string, accessKeyId?: string) {
    return new EC2Client(this.config(region, accessKeyId));
  }

  ssm(region: string, accessKeyId?: string) {
    return new SSMClient(this.config(region, accessKeyId));
  }

  sts(region: string, accessKeyId?: string) {
    return new STSClient(this.config(region, accessKeyId));
  }

  logs(region: string, accessKeyId?: string) {
    return new CloudWatchLogsClient(this.config(region, accessKeyId));
  }

  advance(seconds: number): void {
    this.simulator.advance(seconds);
  }

  /** Lets simulated time pass in steps until something is so. Gives what it found. */
  async until<Found>(
    look: () => Promise<Found | undefined | false>,
    options: { step?: number; within?: number } = {},
  ): Promise<Found> {
    const { step = 15, within = 4 * 3600 } = options;
    for (let passed = 0; passed <= within; passed += step) {
      const found = await look();
      if (found) return found;
      this.advance(step);
    }
    throw new Error(`Not so within ${within} simulated seconds`);
  }
}
