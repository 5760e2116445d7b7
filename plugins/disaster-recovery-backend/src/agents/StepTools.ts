import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import type { AwsRegion, CommandInvocation } from '../aws';
import type { Clock } from '../database/DatabaseClock';
import type { OperationContext } from '../failover-sessions';
import type { AgentFacts } from './AgentFacts';
import type { AgentRun } from './AgentRun';
import { explainCommandFailure } from './explainInstallFailure';
import type { Installer } from './installer';
import { InstanceCommands } from './InstanceCommands';

/** How long things may take. */
export interface AgentLimits {
  stepTimeoutMs: number;
  /** How long SSM may take to hear of an instance that was just launched, and EC2 to begin a reboot. */
  patienceMs: number;
}

/** What the steps on an instance work with. */
export class StepTools {
  readonly context: OperationContext;
  readonly regions: { recovery: AwsRegion; source: AwsRegion };
  readonly installer: () => Promise<Installer>;
  readonly limits: AgentLimits;
  readonly clock: Clock;
  readonly commands: InstanceCommands;

  constructor(options: {
    context: OperationContext;
    regions: { recovery: AwsRegion; source: AwsRegion };
    installer: () => Promise<Installer>;
    limits: AgentLimits;
    clock: Clock;
    facts: AgentFacts;
  }) {
    this.context = options.context;
    this.regions = options.regions;
    this.installer = options.installer;
    this.limits = options.limits;
    this.clock = options.clock;
    this.commands = new InstanceCommands(
      options.context,
      options.regions.recovery,
      options.facts.invocations,
    );
  }

  /** Fails the instance, under the ids of the operation. */
  fail(run: AgentRun, error: Omit<ErrorDetails, 'at'>): void {
    const { operation } = this.context;
    run.fail({
      ...error,
      correlationId: operation.correlationId,
      operationId: operation.id,
      resourceIds: [run.id],
      at: new Date().toISOString(),
    });
  }

  /** Fails the instance for a command that failed, with all that it said. */
  failCommand(
    run: AgentRun,
    what: string,
    invocation: CommandInvocation,
  ): void {
    this.fail(run, explainCommandFailure(what, invocation, run.platform));
  }

  get timeoutSeconds(): string {
    return String(Math.max(60, Math.floor(this.limits.stepTimeoutMs / 1000)));
  }
}
