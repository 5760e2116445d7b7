// Columns that hold JSON: knex would take an array for one of Postgres's own.
const JSON_FIELDS = new Set([
  'lastError',
  'acceptedDestroyed',
  'planWaves',
  'error',
  'instanceIds',
  'ssmIds',
]);

function toColumn(field: string): string {
  return field.replace(
    /[A-Z]/g,
    letter => `_${letter.toLocaleLowerCase('en-US')}`,
  );
}

function toField(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter) =>
    letter.toLocaleUpperCase('en-US'),
  );
}

/** The columns of a record, or of a part of one. `undefined` as a value clears the column. */
export function toRow(record: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => {
      if (value === undefined) {
        return [toColumn(field), null];
      }
      return [
        toColumn(field),
        JSON_FIELDS.has(field) ? JSON.stringify(value) : value,
      ];
    }),
  );
}

/** The record that a row holds: names in camel case, and `undefined` for null. */
export function fromRow<T>(row: Record<string, unknown>): T {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([column, value]) => [toField(column), value]),
  ) as T;
}
