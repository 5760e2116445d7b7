import type { MirrorReport } from '@internal/plugin-disaster-recovery-common';
import { isDeepStrictEqual } from 'node:util';
import { type Aws, AwsOperationError } from '../aws';
import type { OperationContext, StepPatch } from '../failover-sessions';
import type { ProtectionGroups } from '../protection-groups';
import type { WrittenGroup } from './buildMirrorReport';
import { compareServer } from './compareServer';
import type { MirroredServer } from './mirrorGroup';
import { missingUserTags } from './userTags';

/** The step that gives a reversed source server its launch settings and tags. */
export const APPLY_STEP = 'APPLY_LAUNCH_SETTINGS';

const SERVERS_AT_ONCE = 50;

interface Outcome {
  applied: boolean;
  error?: string;
  awsRequestId?: string;
}

/** Gives reversed source servers what their mirrored group says: DRS's settings, the launch template, and tags. */
export class MirroredSettingsApplier {
  readonly #aws: Aws;
  readonly #groups: ProtectionGroups;

  private constructor(options: { aws: Aws; groups: ProtectionGroups }) {
    this.#aws = options.aws;
    this.#groups = options.groups;
  }

  static create(options: { aws: Aws; groups: ProtectionGroups }) {
    return new MirroredSettingsApplier(options);
  }

  /**
   * Applies what is not applied yet, and says of every server how it went. A retry leaves alone what the attempt before
   * it applied, unless what is to be applied has changed since.
   *
   * @returns undefined when the process is shutting down and servers remain
   */
  async apply(
    context: OperationContext,
    written: WrittenGroup[],
    before: MirrorReport | undefined,
  ): Promise<Map<string, Outcome> | undefined> {
    const outcomes = new Map<string, Outcome>();
    for (const group of written) {
      const open = group.prepared.servers.filter(server => {
        if (this.#isApplied(context, group, server, before)) {
          outcomes.set(server.reversedSourceServerId, { applied: true });
          return false;
        }
        return true;
      });
      for (let at = 0; at < open.length; at += SERVERS_AT_ONCE) {
        if (context.signal.aborted) {
          return undefined;
        }
        const batch = open.slice(at, at + SERVERS_AT_ONCE);
        for (const [id, outcome] of await this.#applyTo(
          context,
          group,
          batch,
        )) {
          outcomes.set(id, outcome);
        }
      }
    }
    return outcomes;
  }

  #isApplied(
    { operation }: OperationContext,
    { prepared, mirrored }: WrittenGroup,
    server: MirroredServer,
    before: MirrorReport | undefined,
  ): boolean {
    const step = operation.steps.find(
      ({ name, target }) =>
        name === APPLY_STEP && target === server.recoveryInstanceId,
    );
    if (step) {
      return step.status === 'SUCCEEDED';
    }
    const earlier = before?.groups
      .find(({ mirroredId }) => mirroredId === mirrored.id)
      ?.servers.find(
        ({ reversedSourceServerId }) =>
          reversedSourceServerId === server.reversedSourceServerId,
      );
    return (
      operation.attempt > 1 &&
      earlier?.applied === true &&
      isDeepStrictEqual(
        earlier.fields,
        compareServer(server, {
          source: prepared.original.sourceRegion,
          recovery: prepared.original.region,
        }),
      )
    );
  }

  async #applyTo(
    context: OperationContext,
    { mirrored, input }: WrittenGroup,
    servers: MirroredServer[],
  ): Promise<Map<string, Outcome>> {
    await this.#saveSteps(context, servers, input.region);
    const results = await this.#groups.applyLaunchSettings(mirrored.id, {
      sourceServerIds: servers.map(server => server.reversedSourceServerId),
    });
    const resultOf = new Map(
      results.map(result => [result.sourceServerId, result]),
    );
    const outcomes = new Map<string, Outcome>();
    for (const server of servers) {
      const result = resultOf.get(server.reversedSourceServerId);
      outcomes.set(
        server.reversedSourceServerId,
        result?.applied
          ? await this.#copyTags(server, input)
          : {
              applied: false,
              error: result?.error ?? 'DRS knows no such source server now.',
            },
      );
    }
    await this.#saveSteps(context, servers, input.region, outcomes);
    return outcomes;
  }

  async #copyTags(
    server: MirroredServer,
    { accountId, region }: { accountId: string; region: string },
  ): Promise<Outcome> {
    const tags = missingUserTags(server.original.tags, server.reversedTags);
    if (Object.keys(tags).length === 0) {
      return { applied: true };
    }
    try {
      await this.#aws
        .in({ accountId, region })
        .drs.tagResource(server.reversedSourceServerArn, tags);
      return { applied: true };
    } catch (error) {
      if (error instanceof AwsOperationError) {
        return {
          applied: false,
          error: error.message,
          awsRequestId: error.failure.requestId,
        };
      }
      throw error;
    }
  }

  async #saveSteps(
    context: OperationContext,
    servers: MirroredServer[],
    region: string,
    outcomes?: Map<string, Outcome>,
  ): Promise<void> {
    const steps = servers.map((server): StepPatch => {
      const outcome = outcomes?.get(server.reversedSourceServerId);
      const ended = outcome?.applied ? 'SUCCEEDED' : 'FAILED';
      return {
        name: APPLY_STEP,
        title: `Give ${server.reversedSourceServerId} its launch settings and tags in ${region}`,
        target: server.recoveryInstanceId,
        targetName: server.original.hostname,
        status: outcome ? ended : 'IN_PROGRESS',
        message: outcome?.error,
        awsRequestId: outcome?.awsRequestId,
      };
    });
    await context.transaction(transaction =>
      context.saveSteps(transaction, steps),
    );
  }
}
