/** The cleanup of the recovery region. */
export const cleanupMessages = {
  title: 'Clean up {{name}}',
  subtitle:
    'Removes what the failover left in {{region}} and the configuration for the way back.',
  blocked: 'Cleanup is refused now',
  deleteSourceServers:
    'Also delete the source servers in DRS that protect nothing any more',
  steps_one: 'What is done: {{count}} step, in this order',
  steps_other: 'What is done: {{count}} steps, in this order',
  kept_one: 'What stays: {{count}} resource',
  kept_other: 'What stays: {{count}} resources',
  note: 'Nothing happens before you have typed the session’s name.',
  running:
    'The recovery region is being cleaned up. It takes a few minutes; this page may be closed.',
  done: 'Everything that the failover left in {{region}} is gone.',
  confirmTitle: 'Clean up {{name}}',
  line: '{{effect}}: {{resource}} {{name}} in {{region}}',
  keptLine: '{{resource}} {{name}}: {{reason}}',
  columns: {
    order: 'Order',
    effect: 'What is done',
    resource: 'Resource',
    region: 'Region',
    reason: 'Why',
  },
  effect: {
    'stop-replication': 'Stop replication',
    terminate: 'Terminate',
    delete: 'Delete',
    'delete-record': 'Delete the record',
    keep: 'Keep',
  },
  resource: {
    'reversed-source-server': 'Reversed source server',
    'recovery-instance': 'Recovery instance',
    'failback-instance-record': 'Record of the failback instance',
    'failback-instance': 'Failback instance',
    'source-server': 'Source server',
    'drill-instance': 'Drill instance',
    'recovery-plan': 'Recovery Plan',
    'protection-group': 'Protection Group',
  },
} as const;
