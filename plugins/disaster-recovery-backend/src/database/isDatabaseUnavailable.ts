import { isError } from '@backstage/errors';

/** Classes of SQLSTATE that say nothing about the statement: connection, resources (disk, memory, connections), operator. */
const CLASSES = ['08', '53', '57', '58'];
const CODES = new Set([
  '25006', // read_only_sql_transaction: the primary has become a standby
  '25P03', // idle_in_transaction_session_timeout
  '55P03', // lock_not_available
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
/** The driver's own words, where it gives no code; knex puts the statement before them. */
const WORDS =
  /(Connection terminated.*|Connection ended.*|timeout expired|Client has encountered a connection error.*|Query read timeout|Timeout acquiring a connection.*)$/;

/**
 * Whether an error says that the database could not be used at the moment (away, restarted, full, locked, out of connections):
 * the same may work later, and nobody did anything wrong.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const { name, message } = error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (name === 'KnexTimeoutError' || WORDS.test(message)) {
    return true;
  }
  return (
    CODES.has(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && CLASSES.includes(code.slice(0, 2)))
  );
}
