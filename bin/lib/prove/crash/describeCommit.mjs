const WRITE =
  /^\s*(?:with\b[^]*?\)\s*)?(insert into|update|delete from)\s+"?([\w-]+"?(?:\."?[\w-]+)?)/i;
const FENCED =
  /from "engine_fences" where "kind" = \$1 and "id" = \$2[^]*for update/i;
const BEGUN = /^\s*insert into engine_fences/i;
/** A status, or an AWS operation. */
const WORD = /^(?:[A-Z][A-Z_]{3,}|[A-Z][a-z]+[A-Z]\w+)$/;
const STATUS_IN_JSON = /"(?:status|state|step|outcome)":"([A-Z][A-Z_]+)"/g;

function wordsOf({ values = [] }) {
  return values.flatMap(value => {
    if (value === undefined) {
      return [];
    }
    if (WORD.test(value)) {
      return [value];
    }
    return value.startsWith('{') || value.startsWith('[')
      ? [...value.matchAll(STATUS_IN_JSON)].map(match => match[1])
      : [];
  });
}

/**
 * Says what a commit writes: nothing that is bound to one life, so that the same write is called the same in every life.
 *
 * @returns undefined when the plugin's own tables are not written; else `thing` (kind and id) whose run wrote it, if one
 *   did, `name`, and the bound `values`
 */
export function describeCommit(statements) {
  const writes = statements.flatMap(statement => {
    const match = statement.text.match(WRITE);
    const table = match?.[2].replace(/"/g, '');
    return !match || table.includes('_queue') || table.startsWith('knex_')
      ? []
      : [{ ...statement, verb: match[1].toLowerCase().split(' ')[0], table }];
  });
  if (writes.length === 0) {
    return undefined;
  }
  const run = statements.find(
    ({ text }) => FENCED.test(text) || BEGUN.test(text),
  );
  const thing = run && { kind: run.values[0], id: run.values[1] };
  const tables = [...new Set(writes.map(item => `${item.verb} ${item.table}`))];
  const words = [...new Set(writes.flatMap(wordsOf))].sort();
  return {
    thing,
    name: `${thing ? thing.kind : 'request'}: ${tables.join(', ')}${
      words.length > 0 ? ` (${words.join(' ')})` : ''
    }`,
    values: statements.flatMap(({ values = [] }) => values),
  };
}
