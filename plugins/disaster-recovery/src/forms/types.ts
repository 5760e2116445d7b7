/** Paths of fields that the API would refuse, such as `launchConfig.recovery.subnetId` or `selection`. */
export type Problems = ReadonlySet<string>;

/** What the server says of a form, by the path of the field that it is about. */
export type PlacedMessages = ReadonlyMap<string, string>;
