import { openApiDocument } from './document';

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (value && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) =>
      key === '$ref' ? [String(inner)] : referencesIn(inner),
    );
  }
  return [];
}

describe('openApiDocument', () => {
  const document = openApiDocument();

  it('refers only to schemas that it has', () => {
    const known = Object.keys(document.components.schemas);
    const references = [...new Set(referencesIn(document))].map(reference =>
      reference.replace('#/components/schemas/', ''),
    );
    expect(references.filter(name => !known.includes(name))).toEqual([]);
    expect(references).toContain('FailoverSession');
  });

  it('describes every answer, and names the permission of every operation', () => {
    const operations = Object.values(document.paths).flatMap(
      path => Object.values(path) as any[],
    );
    expect(operations.length).toBeGreaterThan(35);
    for (const operation of operations) {
      expect(operation.description).toMatch(
        /`disaster-recovery\.[a-z-]+\.[a-z-]+`/,
      );
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(['403', '409']),
      );
    }
  });
});
