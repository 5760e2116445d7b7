import { useApi } from '@backstage/core-plugin-api';
import type {
  DisasterRecoveryApi,
  ProtectionGroupSummary,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../api';
import { useLive } from '../live';

const PAGE = 200;

async function listAll(
  api: DisasterRecoveryApi,
): Promise<ProtectionGroupSummary[]> {
  const groups: ProtectionGroupSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listProtectionGroups({
      limit: PAGE,
      cursor,
      includeMirrored: true,
    });
    groups.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return groups;
}

/** Every Protection Group that the reader may read, by name. */
export function useAllGroups() {
  const api = useApi(disasterRecoveryApiRef);
  return useLive({
    key: ['protection-group', 'list', 'all'],
    fetch: () => listAll(api),
  });
}
