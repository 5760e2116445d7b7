import express, { type ErrorRequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import request from 'supertest';
import { openApiDocument } from './document';

/** What a validator that first looks at the document itself answers to a request that is in order. */
async function statusWith(document: object): Promise<number> {
  const refuse: ErrorRequestHandler = (_error, _request, response, _next) => {
    response.sendStatus(500);
  };
  const app = express()
    .use(middleware({ apiSpec: document as any, validateApiSpec: true }) as any)
    .use((_request, response) => response.json({}))
    .use(refuse);
  const { status } = await request(app).get('/recovery-plans');
  return status;
}

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

  it("is as OpenAPI's own schema says", async () => {
    await expect(statusWith(document)).resolves.toBe(200);
    await expect(statusWith({ ...document, info: {} })).resolves.toBe(500);
  });

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
