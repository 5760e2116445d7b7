/** The entity tab and the overview card in the catalog. */
export const catalogMessages = {
  groupTitle: 'Protection Group {{name}}',
  protected: 'Protected',
  notProtected: 'Not protected now',
  notYetProtected: 'Not protected yet',
  noPlan: 'Replicated, but in no Recovery Plan',
  group: 'Protection Group',
  regions: 'Regions',
  replication: 'Replication',
  lastDrill: 'Last drill',
  neverDrilled: 'Never',
  plans: 'Recovery plans',
  session: 'Failover',
  noSession: 'None under way',
  unknown: {
    title: 'There is no Protection Group {{name}}',
    description:
      'The annotation {{annotation}} of this entity names it. Either the name is not right, or the group has been deleted, or you may not see it.',
    groups: 'Show Protection Groups',
  },
} as const;
