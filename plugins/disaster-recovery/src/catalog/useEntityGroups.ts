import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { disasterRecoveryApiRef } from '../api';
import { useLive } from '../live';
import { groupReferences, readNamedGroups } from './groupsOf';

/** The Protection Groups that the entity on the page names. */
export function useEntityGroups() {
  const api = useApi(disasterRecoveryApiRef);
  const { entity } = useEntity();
  const references = groupReferences(entity);
  const query = useLive({
    key: ['protection-group', 'list', 'named', references],
    fetch: () => readNamedGroups(api, references),
    enabled: references.length > 0,
  });
  return { references, query };
}
