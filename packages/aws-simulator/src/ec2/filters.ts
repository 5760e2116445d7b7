import { ec2Error } from './errors';
import { Tags } from './types';

export type Filter = { Name?: string; Values?: string[] };

/** Reads the values that a filter name looks at; undefined for a name that is not known. */
export type FilterValues<Item> = (
  item: Item,
  name: string,
) => string[] | undefined;

function toExpression(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

/** Values of the filters that everything with tags has. */
export function tagValues(tags: Tags, name: string): string[] | undefined {
  if (name === 'tag-key') return Object.keys(tags);
  if (name.startsWith('tag:')) {
    const value = tags[name.slice(4)];
    return value === undefined ? [] : [value];
  }
  return undefined;
}

/** Keeps the items that all filters let through, by EC2's rules: any value of a filter, `*` and `?`. */
export function applyFilters<Item>(
  items: Item[],
  filters: Filter[] | undefined,
  valuesOf: FilterValues<Item>,
): Item[] {
  return (filters ?? []).reduce((kept, filter) => {
    const name = filter.Name ?? '';
    const expressions = (filter.Values ?? []).map(toExpression);
    return kept.filter(item => {
      const values = valuesOf(item, name);
      if (values === undefined) {
        throw ec2Error(
          'InvalidParameterValue',
          `The filter '${name}' is invalid`,
        );
      }
      return values.some(value =>
        expressions.some(expression => expression.test(value)),
      );
    });
  }, items);
}

/** A tag list as EC2 writes it. */
export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
