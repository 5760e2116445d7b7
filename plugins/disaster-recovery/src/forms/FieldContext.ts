import { createContext, useContext } from 'react';
import type { PlacedMessages, Problems } from './types';

/** What stands against what was typed. */
export interface FormState {
  problems: Problems;
  /** What the server said at the last try. */
  refusals: PlacedMessages;
  /** Whether empty fields that are needed are pointed out: after the first try to save. */
  attempted: boolean;
}

export const FormStateContext = createContext<FormState>({
  problems: new Set(),
  refusals: new Map(),
  attempted: false,
});

/** What stands against the value of one field: the server's sentence; or that it cannot be right; or nothing. */
export function useFieldProblem(
  path: string,
  typed: string,
): { refused: string } | 'invalid' | 'missing' | undefined {
  const { problems, refusals, attempted } = useContext(FormStateContext);
  const refused = refusals.get(path);
  if (refused) {
    return { refused };
  }
  if (!problems.has(path)) {
    return undefined;
  }
  if (typed.trim() !== '') {
    return 'invalid';
  }
  return attempted ? 'missing' : undefined;
}
