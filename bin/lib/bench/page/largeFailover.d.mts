import type { PortalApi } from '../../portalApi.mjs';

/** Launches every server of the estate `large:N` by DRS itself, and has the portal adopt what came of it. */
export function adoptLargeFailover(
  api: PortalApi,
  simulatorUrl: string,
): Promise<{ id: string; name: string; instanceCount: number }>;
