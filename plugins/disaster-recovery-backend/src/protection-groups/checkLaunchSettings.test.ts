import type { LaunchSettings } from '@internal/plugin-disaster-recovery-common';
import {
  checkLaunchSettings,
  isUsableAddress,
  type LaunchFacts,
} from './checkLaunchSettings';

const facts: LaunchFacts = {
  region: 'us-west-2',
  subnets: new Map([['subnet-a', { vpcId: 'vpc-1', cidr: '10.1.2.0/24' }]]),
  securityGroups: new Map([
    ['sg-1', 'vpc-1'],
    ['sg-2', 'vpc-2'],
    ['sg-3', 'vpc-1'],
  ]),
  offeredTypes: new Map([
    ['m5.large', true],
    ['x9.tiny', false],
  ]),
  instanceProfiles: new Map([
    ['arn:web', true],
    ['arn:gone', false],
  ]),
};
const messages = (settings: LaunchSettings) =>
  checkLaunchSettings(settings, facts).map(({ message }) => message);

describe('checkLaunchSettings', () => {
  it('finds nothing against settings that fit', () => {
    expect(
      messages({
        subnetId: 'subnet-a',
        securityGroupIds: ['sg-1', 'sg-3'],
        instanceType: 'm5.large',
        instanceProfileArn: 'arn:web',
        staticPrivateIp: '10.1.2.40',
      }),
    ).toEqual([]);
    expect(messages({})).toEqual([]);
  });

  it.each<[LaunchSettings, string]>([
    [{ subnetId: 'subnet-x' }, 'There is no subnet subnet-x in us-west-2.'],
    [
      { securityGroupIds: ['sg-9'] },
      'There is no security group sg-9 in us-west-2.',
    ],
    [
      { subnetId: 'subnet-a', securityGroupIds: ['sg-2'] },
      'Security group sg-2 is in vpc-2, and subnet subnet-a is in vpc-1: they must be in the same VPC.',
    ],
    [
      { securityGroupIds: ['sg-1', 'sg-2'] },
      'Security group sg-2 is in vpc-2, and another security group is in vpc-1: they must be in the same VPC.',
    ],
    [
      { instanceType: 'x9.tiny' },
      'us-west-2 does not offer the instance type x9.tiny.',
    ],
    [
      { instanceProfileArn: 'arn:gone' },
      'There is no instance profile arn:gone.',
    ],
    [
      { subnetId: 'subnet-a', staticPrivateIp: '10.1.3.4' },
      'Subnet subnet-a (10.1.2.0/24) has no address 10.1.3.4 for an instance.',
    ],
  ])('says in a sentence what is wrong with %p', (settings, message) => {
    expect(messages(settings)).toEqual([message]);
  });

  it.each([
    ['10.1.2.4', '10.1.2.0/24', true],
    ['10.1.2.3', '10.1.2.0/24', false],
    ['10.1.2.254', '10.1.2.0/24', true],
    ['10.1.2.255', '10.1.2.0/24', false],
    ['10.1.2.20', '10.1.2.16/28', true],
    ['10.1.2.31', '10.1.2.16/28', false],
    ['10.1.2.300', '10.1.2.0/24', false],
  ])('knows whether %s of %s can be had: %p', (address, cidr, usable) => {
    expect(isUsableAddress(address, cidr)).toBe(usable);
  });
});
