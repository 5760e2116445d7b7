/**
 * On a catalog entity: the Protection Groups that protect it, by name or id, separated by commas.
 *
 * @public
 */
export const PROTECTION_GROUP_ANNOTATION =
  'disaster-recovery.aws/protection-group';
