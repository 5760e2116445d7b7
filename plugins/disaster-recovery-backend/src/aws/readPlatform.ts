/**
 * Tells the platform from DRS's description of an operating system, for example `Microsoft Windows Server 2019` or
 * `Linux version 6.1`.
 */
export function readPlatform(
  osDescription: string | undefined,
): 'LINUX' | 'WINDOWS' | undefined {
  if (!osDescription) {
    return undefined;
  }
  return /windows/i.test(osDescription) ? 'WINDOWS' : 'LINUX';
}
