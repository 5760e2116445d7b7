/**
 * Types, statuses, permissions and the typed REST client that the disaster-recovery plugins share.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './changes';
export * from './client';
export * from './permissions';
export * from './rules/installedElsewhere';
export * from './rules/isBack';
export * from './rules/lostSourceServer';
export * from './rules/serverHealth';
export * from './rules/sessionActions';
export * from './rules/summarizeReplication';
export * from './schemas';
