import { REGIONS } from '../ec2/regions';
import { SsmDocument } from './types';

const SCRIPT_PARAMETERS: SsmDocument['parameters'] = {
  commands: { type: 'StringList', description: 'The commands to run.' },
  workingDirectory: {
    type: 'String',
    description: 'The path where the commands run.',
    default: '',
  },
  executionTimeout: {
    type: 'String',
    description: 'Seconds until the commands are considered to have failed.',
    default: '3600',
    allowedPattern:
      '([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)|(\\{\\{ssm:.*\\}\\})',
  },
};

export const INSTALL_DOCUMENT = 'AWSDisasterRecovery-InstallDRAgentOnInstance';

/** Documents that Amazon owns; every account has them in every region. */
export const AMAZON_DOCUMENTS: Record<string, SsmDocument> = Object.fromEntries(
  (
    [
      {
        name: 'AWS-RunShellScript',
        owner: 'Amazon',
        type: 'Command',
        version: '1',
        schemaVersion: '1.2',
        description: 'Run a shell script or specify the commands to run.',
        platforms: ['Linux', 'MacOS'],
        parameters: SCRIPT_PARAMETERS,
        steps: [
          {
            name: 'aws:runShellScript',
            action: 'aws:runShellScript',
            platform: 'Linux',
          },
        ],
        createdAt: 0,
      },
      {
        name: 'AWS-RunPowerShellScript',
        owner: 'Amazon',
        type: 'Command',
        version: '1',
        schemaVersion: '1.2',
        description:
          'Run a PowerShell script or specify the paths to scripts to run.',
        platforms: ['Windows', 'Linux', 'MacOS'],
        parameters: SCRIPT_PARAMETERS,
        steps: [
          {
            name: 'aws:runPowerShellScript',
            action: 'aws:runPowerShellScript',
            platform: 'Windows',
          },
        ],
        createdAt: 0,
      },
      {
        name: INSTALL_DOCUMENT,
        owner: 'Amazon',
        type: 'Command',
        version: '13',
        schemaVersion: '2.2',
        description: 'Installs the AWS Replication Agent on an instance.',
        platforms: ['Windows', 'Linux'],
        parameters: {
          Region: {
            type: 'String',
            description: 'The region to replicate to.',
            allowedValues: REGIONS,
          },
          Tags: {
            type: 'String',
            description: 'Tags of the source server, as KEY=VALUE,KEY=VALUE.',
            default: '',
            allowedPattern: '^$|^[^=,]+=[^=,]*(,[^=,]+=[^=,]*){0,20}$',
          },
        },
        steps: [
          {
            name: 'InstallWindowsAgent',
            action: 'aws:runPowerShellScript',
            platform: 'Windows',
          },
          {
            name: 'InstallLinuxAgent',
            action: 'aws:runShellScript',
            platform: 'Linux',
          },
        ],
        createdAt: 0,
      },
    ] satisfies SsmDocument[]
  ).map(document => [document.name, document]),
);
