import type {
  ErrorDetails,
  LaunchSettings,
  LaunchSettingsDrift,
} from '@internal/plugin-disaster-recovery-common';
import { type AwsRegion, toErrorDetails } from '../aws';
import { checkLaunchSettings, type LaunchFacts } from './checkLaunchSettings';
import {
  compareLaunchSettings,
  configurationChange,
  type HeldLaunchSettings,
  templateChange,
  toLaunchSettings,
} from './compareLaunchSettings';
import { gatherLaunchFacts } from './gatherLaunchFacts';
import type { HeldConfigurations } from './HeldConfigurations';
import { mergeLaunchSettings } from './mergeLaunchSettings';
import {
  readLaunchSettings,
  readManyLaunchSettings,
} from './readLaunchSettings';

/** A server, and what DRS and EC2 are to hold for it. */
export interface DesiredServer {
  sourceServerId: string;
  desired: LaunchSettings;
}

/** What came of one server: where it differs now, or why that is not known or could not be mended. */
export type LaunchOutcome = { sourceServerId: string } & (
  | { drift: LaunchSettingsDrift[] }
  | { error: ErrorDetails }
);

/** A network that is named only in part has to fit the part that stays as it is. */
function withHeldNetwork(
  desired: LaunchSettings,
  held: HeldLaunchSettings,
): LaunchSettings {
  if (
    !desired.subnetId &&
    !desired.securityGroupIds &&
    !desired.staticPrivateIp
  ) {
    return desired;
  }
  const { subnetId, securityGroupIds } = toLaunchSettings(held);
  return mergeLaunchSettings({ subnetId, securityGroupIds }, desired);
}

/**
 * Compares launch settings with what DRS and EC2 hold in one account and region, and writes what differs.
 *
 * @remarks
 * The order matters: DRS's own configuration first, since DRS may rewrite the launch template when it changes; then a
 * version of the template with what still differs, made the default. What is already as it should be is not written, and
 * no version of a template is made for it.
 */
export class LaunchSettingsApplier {
  readonly #aws: AwsRegion;
  readonly #configurations: HeldConfigurations;

  constructor(aws: AwsRegion, configurations: HeldConfigurations) {
    this.#aws = aws;
    this.#configurations = configurations;
  }

  /** Where each server differs. Reads only. */
  async compare(servers: DesiredServer[]): Promise<LaunchOutcome[]> {
    const heldFor = await this.#read(servers);
    return this.#forEach(servers, async server =>
      compareLaunchSettings(server.desired, heldFor(server)),
    );
  }

  /**
   * Writes what differs, after checking that the region has all that is named. One server's failure leaves the others be.
   *
   * @param options - `trusts`: whether what DRS was lately seen to hold is taken for true; EC2's templates are read always
   */
  async apply(
    servers: DesiredServer[],
    options: { trusts?: boolean } = {},
  ): Promise<LaunchOutcome[]> {
    const heldFor = await this.#read(servers, options.trusts);
    const held = new Map<string, HeldLaunchSettings>();
    const read = await this.#forEach(servers, async server => {
      held.set(server.sourceServerId, heldFor(server));
      return [];
    });
    const readable = servers.filter(server => held.has(server.sourceServerId));
    const unreadable = read.filter(outcome => 'error' in outcome);
    const final = (server: DesiredServer) =>
      withHeldNetwork(server.desired, held.get(server.sourceServerId)!);
    const differing = readable.filter(
      server =>
        compareLaunchSettings(server.desired, held.get(server.sourceServerId)!)
          .length > 0,
    );
    if (options.trusts && differing.length === 0) {
      return read;
    }
    let facts: LaunchFacts;
    try {
      facts = await gatherLaunchFacts(this.#aws, readable.map(final));
    } catch (error) {
      const details = toErrorDetails(error);
      return servers.map(({ sourceServerId }) => ({
        sourceServerId,
        error: details,
      }));
    }
    const written = await this.#forEach(readable, async server => {
      const findings = checkLaunchSettings(final(server), facts);
      if (findings.length > 0) {
        throw new Error(findings.map(({ message }) => message).join(' '));
      }
      return this.#write(server, held.get(server.sourceServerId)!);
    });
    return [...unreadable, ...written];
  }

  /** What is held for each server; asked for a server that could not be read, it throws what stood against it. */
  async #read(
    servers: DesiredServer[],
    trusts = false,
  ): Promise<(server: DesiredServer) => HeldLaunchSettings> {
    const ids = [...new Set(servers.map(server => server.sourceServerId))];
    const results = await readManyLaunchSettings(
      this.#aws,
      ids,
      async id =>
        (trusts && this.#configurations.find(this.#aws, id)) ||
        this.#configurations.read(this.#aws, id),
    );
    const held = new Map(ids.map((id, index) => [id, results[index]]));
    return ({ sourceServerId }) => {
      const result = held.get(sourceServerId)!;
      if (result.status === 'rejected') {
        throw result.reason;
      }
      return result.value;
    };
  }

  async #write(
    { sourceServerId, desired }: DesiredServer,
    before: HeldLaunchSettings,
  ): Promise<LaunchSettingsDrift[]> {
    const { drs, ec2 } = this.#aws;
    let held = before;
    const configuration = configurationChange(
      compareLaunchSettings(desired, held),
    );
    if (configuration) {
      await drs.updateLaunchConfiguration({ sourceServerId, ...configuration });
      held = await readLaunchSettings(this.#aws, sourceServerId, id =>
        this.#configurations.read(this.#aws, id),
      );
    }
    const template = templateChange(compareLaunchSettings(desired, held));
    if (template) {
      held = {
        ...held,
        template: await ec2.updateDefaultLaunchTemplate(
          held.template.launchTemplateId,
          template,
        ),
      };
    }
    return compareLaunchSettings(desired, held);
  }

  #forEach(
    servers: DesiredServer[],
    work: (server: DesiredServer) => Promise<LaunchSettingsDrift[]>,
  ): Promise<LaunchOutcome[]> {
    return Promise.all(
      servers.map(async server => {
        const { sourceServerId } = server;
        try {
          return { sourceServerId, drift: await work(server) };
        } catch (error) {
          return { sourceServerId, error: toErrorDetails(error) };
        }
      }),
    );
  }
}
