/** Which calls or resources are meant: all that is given must be so. */
export type Match = {
  service?: string;
  operation?: string;
  account?: string;
  region?: string;
  /** An id that the call names, or that the resource has. */
  resourceId?: string;
};

/** Where something happens, to be compared with a match. */
export type Place = {
  service?: string;
  operation?: string;
  account: string;
  region: string;
  resourceIds?: (string | undefined)[];
};

/** Whether a place is one that a match means. */
export function matches(match: Match, place: Place): boolean {
  const { service, operation, account, region, resourceId } = match;
  return (
    (!service || service === place.service) &&
    (!operation || operation === place.operation) &&
    (!account || account === place.account) &&
    (!region || region === place.region) &&
    (!resourceId || (place.resourceIds ?? []).includes(resourceId))
  );
}
