/** Whether people set a tag of this key: the others belong to AWS, which refuses or manages them itself. */
export function isUserTag(key: string): boolean {
  return !/^(aws:|AWSElasticDisasterRecovery)/i.test(key);
}

/** The tags that people set and that a resource lacks, or holds otherwise. */
export function missingUserTags(
  wanted: Record<string, string>,
  present: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([key, value]) => isUserTag(key) && present[key] !== value,
    ),
  );
}
