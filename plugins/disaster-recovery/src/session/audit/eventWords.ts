import {
  operationKindSchema,
  type AuditEvent,
} from '@internal/plugin-disaster-recovery-common';
import type { Words } from '../../useWords';

/** What an entry says; an operation that it names by its kind has the name that its button has. */
export function eventWords(
  event: Pick<AuditEvent, 'message'>,
  t: Words,
): string {
  const [first] = event.message.split(' ', 1);
  const kind = operationKindSchema.safeParse(first).data;
  return kind
    ? `${t(`session.action.${kind}`)}${event.message.slice(kind.length)}`
    : event.message;
}
