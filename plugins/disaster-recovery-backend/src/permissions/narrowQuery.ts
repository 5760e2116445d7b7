import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { AccessQuery } from './rules';
import type { AccessColumns } from './types';

interface Sql {
  text: string;
  bindings: (string | string[])[];
}

function join(parts: Sql[], operator: 'and' | 'or', none: string): Sql {
  return parts.length === 0
    ? { text: none, bindings: [] }
    : {
        text: `(${parts.map(part => part.text).join(` ${operator} `)})`,
        bindings: parts.flatMap(part => part.bindings),
      };
}

function conditionOn(columns: AccessColumns, query: AccessQuery): Sql {
  const named = columns[query.column] ?? [];
  const names = Array.isArray(named) ? named : [named];
  return join(
    names.map(name => ({
      text: '?? = any(?)',
      bindings: [name, query.values],
    })),
    'or',
    'false',
  );
}

function toSql(
  criteria: PermissionCriteria<AccessQuery>,
  columns: AccessColumns,
): Sql {
  if ('allOf' in criteria) {
    return join(
      criteria.allOf.map(part => toSql(part, columns)),
      'and',
      'true',
    );
  }
  if ('anyOf' in criteria) {
    return join(
      criteria.anyOf.map(part => toSql(part, columns)),
      'or',
      'false',
    );
  }
  if ('not' in criteria) {
    const { text, bindings } = toSql(criteria.not, columns);
    // What has no owner is owned by nobody: SQL's unknown has to count as no, or `not` would lose the row.
    return { text: `not coalesce(${text}, false)`, bindings };
  }
  return conditionOn(columns, criteria);
}

/**
 * Narrows a query to the rows that the criteria of a conditional decision allow. A condition on a column that the list does
 * not have allows nothing.
 */
export function narrowQuery(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<AccessQuery>,
  columns: AccessColumns,
): Knex.QueryBuilder {
  const { text, bindings } = toSql(criteria, columns);
  return query.whereRaw(text, bindings);
}
