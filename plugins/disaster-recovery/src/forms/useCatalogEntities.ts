import {
  stringifyEntityRef,
  type Entity,
  type UserEntity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

/** An entity to choose: its reference, and what people call it. */
export interface CatalogEntity {
  entityRef: string;
  title: string;
}

/** More than these nobody reads: one types on instead. */
const LIMIT = 20;
const FRESH_MS = 60_000;

function titleOf(entity: Entity): string {
  const { metadata, spec } = entity as UserEntity;
  return spec?.profile?.displayName ?? metadata.title ?? metadata.name;
}

/**
 * Entities of some kinds that fit what is typed. There are none while the catalog is away: what is typed holds without it.
 *
 * @param typed - a part of a name or title, or a reference
 */
export function useCatalogEntities(options: {
  kinds: readonly string[];
  typed: string;
  enabled: boolean;
}): { entities: CatalogEntity[]; loading: boolean } {
  const catalog = useApi(catalogApiRef);
  const { kinds, enabled } = options;
  // Of a reference the catalog knows the name.
  const term = options.typed.trim().split(/[:/]/).at(-1)!;
  const { data, isFetching } = useQuery({
    queryKey: ['catalog', 'entities', kinds, term],
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind: [...kinds] },
        fields: ['kind', 'metadata', 'spec.profile'],
        fullTextFilter: {
          term,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayname',
          ],
        },
        orderFields: { field: 'metadata.name', order: 'asc' },
        limit: LIMIT,
      });
      return items.map(entity => ({
        entityRef: stringifyEntityRef(entity),
        title: titleOf(entity),
      }));
    },
    enabled,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  });
  return { entities: data ?? [], loading: isFetching };
}
