import { useApi } from '@backstage/core-plugin-api';
import {
  accountIdSchema,
  regionSchema,
  type AvailableSourceServer,
  type DisasterRecoveryApi,
} from '@internal/plugin-disaster-recovery-common';
import { useQuery } from '@tanstack/react-query';
import { disasterRecoveryApiRef } from '../../api';

const PAGE = 200;

async function listAll(
  api: DisasterRecoveryApi,
  place: { accountId: string; region: string },
): Promise<AvailableSourceServer[]> {
  const servers: AvailableSourceServer[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listSourceServers({ ...place, limit: PAGE, cursor });
    servers.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return servers;
}

/** Every source server of the DRS of an account and region, once both are typed. Read once, for AWS is asked each time. */
export function useSourceServers(place: { accountId: string; region: string }) {
  const api = useApi(disasterRecoveryApiRef);
  const accountId = place.accountId.trim();
  const region = place.region.trim();
  return useQuery({
    queryKey: ['source-server', accountId, region],
    queryFn: () => listAll(api, { accountId, region }),
    enabled:
      accountIdSchema.safeParse(accountId).success &&
      regionSchema.safeParse(region).success,
    staleTime: 30_000,
  });
}
