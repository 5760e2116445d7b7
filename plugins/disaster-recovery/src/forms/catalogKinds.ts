/** Who owns something, and is told about it. */
export const OWNERS = ['Group', 'User'] as const;

/** What servers make up, and a failover recovers. */
export const RECOVERED = ['Component', 'Resource', 'System', 'Domain'] as const;
