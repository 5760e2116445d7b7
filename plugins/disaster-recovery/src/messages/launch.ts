/** Launch settings: how an instance is launched in the recovery region, and how it runs where it came from. */
export const launchMessages = {
  title: 'Launch settings',
  intro:
    'Both regions are kept, so that the way back is known before it is needed. Failback swaps them.',
  field: 'Setting',
  recoveryHead: 'Recovery: how DRS launches in {{region}}',
  originHead: 'Origin: how the machine runs in {{region}}',
  recoveryHelp: 'What is left empty stays as DRS has it.',
  originHelp:
    'Captured from the running machines by itself; type a value only to override it.',
  regionUnknown: 'the region above',
  fields: {
    subnetId: 'Subnet',
    securityGroupIds: 'Security groups',
    instanceProfileArn: 'Instance profile',
    instanceType: 'Instance type',
    rightSizingMethod: 'Right sizing',
    copyPrivateIp: 'Copy private address',
    staticPrivateIp: 'Fixed private address',
    copyTags: 'Copy tags',
    launchDisposition: 'After launch',
    osByol: 'Own OS license',
  },
  help: {
    subnetId: 'subnet- and 8 to 17 hexadecimal digits',
    securityGroupIds: 'One or more sg- ids, separated by commas',
    instanceProfileArn:
      'An ARN such as arn:aws:iam::111122223333:instance-profile/name',
    instanceType: 'Such as m5.large; used only where right sizing is Off',
    staticPrivateIp: 'An IPv4 address in the subnet; for one server only',
  },
  yes: 'Yes',
  no: 'No',
  NONE: 'Off, the instance type counts',
  BASIC: 'Basic',
  IN_AWS: 'In AWS',
  STARTED: 'Start the instance',
  STOPPED: 'Leave it stopped',
  leftToDrs: 'Left to DRS',
  rest: 'Left to DRS: {{fields}}.',
  asCaptured: 'As captured',
  differs: '{{count}} different values, see each server',
  source: {
    server: 'for this server',
    captured: 'captured',
  },
  inherited: {
    group: 'From the group: {{value}}',
    captured: 'Captured: {{value}}',
  },
} as const;
