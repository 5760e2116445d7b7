/** One thing that must be true at the end, and what of it is not. */
export interface EndStateCheck {
  title: string;
  problems: string[];
}

/** See endState.mjs. */
export function checkEndState(
  before: unknown,
  after: unknown,
  session: object,
  more?: { production?: string[]; lost?: string[]; account?: string },
): EndStateCheck[];
