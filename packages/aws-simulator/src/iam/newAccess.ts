import { AccessState } from './types';

/** Nobody has policies yet: everything is allowed. */
export function newAccess(): AccessState {
  return { principals: {}, uses: {}, questions: 0 };
}
