import { InputError } from '@backstage/errors';
import type { Request, RequestHandler } from 'express';
import { findUnstorable } from './findUnstorable';

/** The path as its parts will be read. @throws InputError when it cannot be */
function readPath({ path }: Request): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new InputError('The path is not well encoded: a % is out of place');
  }
}

/** Refuses a request with something in it that could not be stored, before anything tries to. */
export function refuseUnstorable(): RequestHandler {
  return (request, _response, next) => {
    const found = findUnstorable([
      readPath(request),
      request.query,
      request.body,
    ]);
    next(found && new InputError(found));
  };
}
