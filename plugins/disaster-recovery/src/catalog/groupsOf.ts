import { ResponseError } from '@backstage/errors';
import {
  PROTECTION_GROUP_ANNOTATION,
  type DisasterRecoveryApi,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import type { Entity } from '@backstage/catalog-model';

/** A Protection Group that an entity names: found, or not. */
export interface NamedGroup {
  /** As the annotation has it. */
  reference: string;
  group: ProtectionGroup | undefined;
}

const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const PAGE = 200;

/** The Protection Groups that an entity names, by name or id. */
export function groupReferences(entity: Entity): string[] {
  const annotation =
    entity.metadata.annotations?.[PROTECTION_GROUP_ANNOTATION] ?? '';
  const references = annotation.split(',').map(part => part.trim());
  return [...new Set(references.filter(part => part !== ''))];
}

async function findById(api: DisasterRecoveryApi, id: string) {
  try {
    return await api.getProtectionGroup(id);
  } catch (error) {
    if (error instanceof ResponseError && error.response.status === 404) {
      return undefined;
    }
    throw error;
  }
}

/** Names are unique without regard to case. */
async function findByName(api: DisasterRecoveryApi, name: string) {
  const wanted = name.toLocaleLowerCase('en-US');
  let cursor: string | undefined;
  do {
    const page = await api.listProtectionGroups({
      text: name,
      includeMirrored: true,
      limit: PAGE,
      cursor,
    });
    const found = page.items.find(
      group => group.name.toLocaleLowerCase('en-US') === wanted,
    );
    if (found) {
      return findById(api, found.id);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return undefined;
}

/** Reads the groups that an entity names; those that do not exist are told of, too. */
export function readNamedGroups(
  api: DisasterRecoveryApi,
  references: readonly string[],
): Promise<NamedGroup[]> {
  return Promise.all(
    references.map(async reference => ({
      reference,
      group:
        (ID.test(reference) ? await findById(api, reference) : undefined) ??
        (await findByName(api, reference)),
    })),
  );
}
