/** What one of DRS's words for a replication error means, and what a person can do about it. */
export interface ReplicationErrorAdvice {
  meaning: string;
  remedy: string;
}

const STAGING =
  "the staging area subnet of the source region's replication settings";
const RETRY = 'then start reverse replication again for this instance';

/** What is to be done where an instance has no source server that takes its data: the start says what DRS answers. */
export const START_AGAIN =
  'Start reverse replication again for this instance: DRS makes another source server for it, or it turns out that its agent has to be installed again';

const ADVICE: Record<string, ReplicationErrorAdvice> = {
  AGENT_NOT_SEEN: {
    meaning: 'DRS has not heard from the agent on the instance',
    remedy: `Check that the instance runs, that it reaches the DRS endpoint of the source region on TCP 443, that its metadata service answers, and that its instance profile has AWSElasticDisasterRecoveryRecoveryInstancePolicy; DRS goes on by itself once the agent reports`,
  },
  SNAPSHOTS_FAILURE: {
    meaning: 'DRS could not take snapshots of the staging disks',
    remedy: `Check the EBS snapshot quota and the KMS key of the staging disks in the source region, ${RETRY}`,
  },
  NOT_CONVERGING: {
    meaning: 'the instance writes faster than its data can be sent',
    remedy:
      'Give replication more bandwidth: raise or remove throttling, use a dedicated or larger replication server, or quieten the writes on the instance',
  },
  UNSTABLE_NETWORK: {
    meaning: 'the connection to the replication server breaks again and again',
    remedy:
      'Check the path from the instance to the replication server on TCP 1500: route, firewall, VPN or peering',
  },
  FAILED_TO_CREATE_SECURITY_GROUP: {
    meaning:
      'DRS could not create the security group of the replication server',
    remedy: `Check that ${STAGING} and its VPC still exist and that the security group quota is not reached, ${RETRY}`,
  },
  FAILED_TO_LAUNCH_REPLICATION_SERVER: {
    meaning: 'DRS could not launch the replication server',
    remedy: `Check the EC2 quota and the capacity for the replication server's type in ${STAGING}, ${RETRY}`,
  },
  FAILED_TO_BOOT_REPLICATION_SERVER: {
    meaning: 'the replication server was launched and did not start',
    remedy: `Check that ${STAGING} has a way out to AWS (public address, NAT or endpoints), ${RETRY}`,
  },
  FAILED_TO_AUTHENTICATE_WITH_SERVICE: {
    meaning: 'the replication server could not sign in to DRS',
    remedy: `Check that ${STAGING} reaches the DRS endpoint on TCP 443 and that the DRS service roles exist, ${RETRY}`,
  },
  FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE: {
    meaning: 'the replication server could not download its software',
    remedy: `Check that ${STAGING} reaches Amazon S3 on TCP 443, ${RETRY}`,
  },
  FAILED_TO_CREATE_STAGING_DISKS: {
    meaning: 'DRS could not create the staging disks',
    remedy: `Check the EBS volume quota and the KMS key of the staging disks in the source region, ${RETRY}`,
  },
  FAILED_TO_ATTACH_STAGING_DISKS: {
    meaning: 'DRS could not attach the staging disks to the replication server',
    remedy: `Check that the replication server still runs and that its staging disks were not changed by hand, ${RETRY}`,
  },
  FAILED_TO_PAIR_REPLICATION_SERVER_WITH_AGENT: {
    meaning: 'the replication server and the agent did not find each other',
    remedy: `Check that both reach the DRS endpoint of the source region on TCP 443, ${RETRY}`,
  },
  FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER: {
    meaning: 'the agent could not connect to the replication server',
    remedy: `Open TCP 1500 from the instance to the replication server in ${STAGING}, ${RETRY}`,
  },
  FAILED_TO_START_DATA_TRANSFER: {
    meaning: 'the agent was connected and the data did not begin to flow',
    remedy: `Check the agent's log on the instance (agent.log.0 in its folder), ${RETRY}`,
  },
  FAILBACK_CLIENT_NOT_SEEN: {
    meaning: 'DRS has not heard from the failback client',
    remedy:
      'Check that the failback client runs and reaches the DRS endpoint on TCP 443',
  },
  FAILED_TO_ESTABLISH_RECOVERY_INSTANCE_COMMUNICATION: {
    meaning: 'DRS could not reach the recovery instance',
    remedy: `Check that the recovery instance runs and reaches the DRS endpoint on TCP 443, ${RETRY}`,
  },
  FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE_TO_FAILBACK_CLIENT: {
    meaning: 'the failback client could not download its software',
    remedy: `Check that it reaches Amazon S3 on TCP 443, ${RETRY}`,
  },
  FAILED_TO_CONFIGURE_REPLICATION_SOFTWARE: {
    meaning: 'the replication software could not be configured',
    remedy: `Check the agent's log on the instance (agent.log.0 in its folder), ${RETRY}`,
  },
  FAILED_TO_PAIR_AGENT_WITH_REPLICATION_SOFTWARE: {
    meaning: 'the agent and the replication software did not find each other',
    remedy: `Check that both reach the DRS endpoint on TCP 443, ${RETRY}`,
  },
  FAILED_TO_ESTABLISH_AGENT_REPLICATOR_SOFTWARE_COMMUNICATION: {
    meaning: 'the agent could not connect to the replication software',
    remedy: `Open TCP 1500 between them, ${RETRY}`,
  },
  FAILED_GETTING_REPLICATION_STATE: {
    meaning: 'DRS could not find out how far replication has come',
    remedy:
      'Check that DRS is initialized in both regions and that the accounts trust each other; DRS asks again by itself',
  },
};

/** What an error of DRS means and what to do; one that is not known is said in its own words. */
export function replicationErrorAdvice(code: string): ReplicationErrorAdvice {
  return (
    ADVICE[code] ?? {
      meaning: `DRS reports ${code}`,
      remedy:
        'Look at the source server in the DRS console of the source region for details, then start reverse replication again for this instance',
    }
  );
}
