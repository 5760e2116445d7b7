/**
 * Stands in tests for what Backstage's services could read from and cache in, and never do here: object stores, archives and
 * caches of half a dozen makers. Loading them for each test file took a good part of its time. See `jest` in package.json.
 */
export {};
