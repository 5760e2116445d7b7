import { ConflictError } from '@backstage/errors';
import type { AwsRegion } from '../aws';
import type { DisasterRecoveryConfig } from '../DisasterRecoveryConfig';
import type { SessionRecord } from '../failover-sessions';

/** Which document installs the agent, and with which parameters. */
export interface Installer {
  documentName: string;
  parameters: Record<string, string[]>;
}

const ACCOUNT_PARAMETER = /^(target|source|staging|drs)?_?account_?(id)?$/i;

/**
 * The document that installs the agent on the session's instances. It runs where the instances are, in the recovery region;
 * its `Region` is where they replicate to, the source region. Asks SSM which parameters the document takes.
 *
 * @throws ConflictError that says which document or parameter is missing
 */
export async function findInstaller(
  session: Pick<
    SessionRecord,
    'accountId' | 'sourceAccountId' | 'sourceRegion' | 'recoveryRegion'
  >,
  config: DisasterRecoveryConfig['agents'],
  region: AwsRegion,
): Promise<Installer> {
  const isAcrossAccounts = session.accountId !== session.sourceAccountId;
  const documentName = isAcrossAccounts
    ? config.crossAccountInstallDocument
    : config.installDocument;
  if (!documentName) {
    throw new ConflictError(
      `The instances are in account ${session.accountId} and return to account ${session.sourceAccountId}: ${config.installDocument} cannot install across accounts. Set disasterRecovery.agents.crossAccountInstallDocument to a document of your own that takes an account id, or use the native route with trusted accounts`,
    );
  }
  const document = await region.ssm.getDocument(documentName);
  if (!document) {
    throw new ConflictError(
      `SSM in ${session.recoveryRegion} of account ${session.accountId} has no document ${documentName}`,
    );
  }
  if (!document.parameters.includes('Region')) {
    throw new ConflictError(
      `Document ${documentName} has no parameter Region: it cannot be told to replicate to ${session.sourceRegion}`,
    );
  }
  const parameters: Record<string, string[]> = {
    Region: [session.sourceRegion],
  };
  if (isAcrossAccounts) {
    const name = document.parameters.find(one => ACCOUNT_PARAMETER.test(one));
    if (!name) {
      throw new ConflictError(
        `Document ${documentName} has no parameter for an account id: it cannot be told to replicate to account ${session.sourceAccountId}`,
      );
    }
    parameters[name] = [session.sourceAccountId];
  }
  return { documentName, parameters };
}
