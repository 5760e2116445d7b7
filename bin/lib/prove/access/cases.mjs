import { randomUUID } from 'node:crypto';
import { validRequest } from '../validRequests.mjs';
import { dueTo } from './columns.mjs';

/** The rows of the matrix: every permission of every operation. */
export function rowsOf(operations) {
  return operations.flatMap(operation =>
    operation.permissions.map((permission, variant) => ({
      operation,
      permission,
      variant,
    })),
  );
}

/** Whoever is refused changes nothing, and so all of them come first. */
const isRefusal = ({ due }) => due !== 'allowed' && due !== 'narrowed';

/**
 * What is asked by whom, and what is due.
 *
 * @returns the cases that end in a refusal with their requests, and the others, whose requests are made when they are sent
 */
export async function casesOf(rows, columns, world) {
  const requestOf = ({ operation, variant }, { system = 'orders' }) =>
    system === 'none'
      ? requestOfNothing(operation, variant, world)
      : validRequest(operation, variant, { ...world, system });
  const cases = rows.flatMap(row =>
    columns
      .map(column => ({ row, column, due: dueTo(column, row) }))
      .filter(({ due }) => due !== undefined)
      .map(one => ({ ...one, makeRequest: () => requestOf(row, one.column) })),
  );
  const refusals = [];
  for (const one of cases.filter(isRefusal)) {
    refusals.push({ ...one, request: await one.makeRequest() });
  }
  return { refusals, others: cases.filter(one => !isRefusal(one)) };
}

/** As a request about one's own, but of an id that nothing has. */
async function requestOfNothing(operation, variant, world) {
  const request = await validRequest({ ...operation, method: 'PUT' }, variant, {
    ...world,
    system: 'orders',
  });
  return {
    ...request,
    method: operation.method,
    path: operation.path.replace('{id}', randomUUID()),
  };
}
