import type {
  ErrorDetails,
  LaunchSettings,
  OriginCapture,
} from '@internal/plugin-disaster-recovery-common';
import {
  type AwsRegion,
  AwsOperationError,
  type Ec2Instance,
  isGone,
  toErrorDetails,
} from '../aws';
import type { ServerRow } from './rows';

/** What came of looking at the original machine of one server. */
export type CaptureOutcome = { sourceServerId: string } & (
  | { captured: OriginCapture }
  | { error: ErrorDetails }
);

/** Without the private address: two machines cannot have it, and the original may still be there when its settings are used. */
function toSettings(instance: Ec2Instance): LaunchSettings {
  return {
    subnetId: instance.subnetId,
    securityGroupIds: instance.securityGroupIds,
    ...(instance.instanceProfileArn && {
      instanceProfileArn: instance.instanceProfileArn,
    }),
    ...(instance.instanceType && { instanceType: instance.instanceType }),
  };
}

function notCaptured(server: ServerRow, region: string, at: Date) {
  const name = server.hostname ?? server.source_server_id;
  return server.origin_instance_id
    ? {
        code: 'ORIGIN_INSTANCE_NOT_FOUND',
        message: `The original machine of ${name}, ${server.origin_instance_id}, does not run in ${region} any more.`,
        remedy:
          'What was captured before still holds. Enter the origin settings by hand where they are missing.',
        at: at.toISOString(),
      }
    : {
        code: 'NO_ORIGIN_INSTANCE',
        message: `DRS does not say which EC2 instance ${name} replicates.`,
        remedy: 'Enter the origin settings by hand.',
        at: at.toISOString(),
      };
}

/**
 * Describes the original machines of servers: subnet, security groups, instance profile and type. What AWS does not answer
 * is an outcome, and never an error.
 *
 * @param aws - the source account and region
 */
export async function captureOrigins(
  aws: AwsRegion,
  servers: ServerRow[],
  at: Date,
): Promise<CaptureOutcome[]> {
  let instances: Ec2Instance[];
  try {
    instances = await aws.ec2.listInstances(
      servers.flatMap(server => server.origin_instance_id ?? []),
    );
  } catch (error) {
    if (!(error instanceof AwsOperationError)) {
      throw error;
    }
    const details = toErrorDetails(error, { at: at.toISOString() });
    return servers.map(server => ({
      sourceServerId: server.source_server_id,
      error: details,
    }));
  }
  const byId = new Map(instances.map(instance => [instance.id, instance]));
  return servers.map(server => {
    const instance = byId.get(server.origin_instance_id ?? '');
    const sourceServerId = server.source_server_id;
    // A machine that is gone keeps no network: what EC2 says of it is no capture.
    if (!instance || isGone(instance.state) || !instance.subnetId) {
      return { sourceServerId, error: notCaptured(server, aws.region, at) };
    }
    return {
      sourceServerId,
      captured: {
        settings: toSettings(instance),
        capturedAt: at.toISOString(),
        instanceId: instance.id,
        privateIp: instance.privateIp,
      },
    };
  });
}
