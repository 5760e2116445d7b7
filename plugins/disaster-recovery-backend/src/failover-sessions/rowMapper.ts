/** How a field is kept: as it is, as JSON, or as a time that is a Date or an ISO string in the record. */
type FieldKind = 'plain' | 'json' | 'date' | 'timestamp';

function toColumn(kind: FieldKind, value: unknown): unknown {
  if (value === undefined || value === null) {
    return null;
  }
  return kind === 'json' ? JSON.stringify(value) : value;
}

function fromColumn(kind: FieldKind, value: unknown): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  return kind === 'timestamp' ? (value as Date).toISOString() : value;
}

/** Turns records into rows and back, by one table of fields. */
export interface RowMapper<T> {
  /** What `fromRow` needs. */
  columns: string[];
  /** As `toRow`, for `jsonb_populate_recordset`: JSON columns as they are, not as text. */
  toJson(record: Partial<T>): Record<string, unknown>;
  /** Only the fields that are given; a field given as undefined clears its column. */
  toRow(record: Partial<T>): Record<string, unknown>;
  fromRow(row: Record<string, any>): T;
}

/** Makes a mapper from a table of field to kind; a column is its field in snake case. */
export function createRowMapper<T extends object>(
  fields: Record<keyof T & string, FieldKind>,
): RowMapper<T> {
  const table = Object.entries<FieldKind>(fields).map(([field, kind]) => ({
    field: field as keyof T & string,
    column: field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    kind,
  }));
  return {
    columns: table.map(({ column }) => column),
    toJson: record =>
      Object.fromEntries(
        table
          .filter(({ field }) => field in record)
          .map(({ field, column }) => [column, record[field] ?? null]),
      ),
    toRow: record =>
      Object.fromEntries(
        table
          .filter(({ field }) => field in record)
          .map(({ field, column, kind }) => [
            column,
            toColumn(kind, record[field]),
          ]),
      ),
    fromRow: row => {
      const record: Record<string, unknown> = {};
      for (const { field, column, kind } of table) {
        const value = fromColumn(kind, row[column]);
        if (value !== undefined) {
          record[field] = value;
        }
      }
      return record as T;
    },
  };
}
