/** Small builders, so that the paths of the document read as a list of what the API offers. */

type Json = Record<string, unknown>;

/** Marks the operations of which one caller may ask only for so many at a time. */
export const RATE_LIMITED = 'x-rate-limited';

export function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonContent(schema: Json): Json {
  return { 'application/json': { schema } };
}

/** A parameter in the query string. */
export function query(
  name: string,
  schema: Json,
  description?: string,
  required = false,
): Json {
  return {
    name,
    in: 'query',
    required,
    schema,
    ...(description && { description }),
  };
}

/** One of a list of words in the query string, given once or several times. */
export function queryList(name: string, words: readonly string[]): Json {
  return {
    ...query(name, { type: 'array', items: { type: 'string', enum: words } }),
    style: 'form',
    explode: true,
  };
}

export const pathId: Json = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

export const paging: Json[] = [
  query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  query('cursor', { type: 'string', maxLength: 2000 }, 'From `nextCursor`'),
];

/** The order of a list. */
export function ordering(fields: readonly string[], byDefault: string): Json[] {
  // Names read from A on; times from the newest.
  const order = byDefault === 'name' ? 'asc' : 'desc';
  return [
    query('orderBy', { type: 'string', enum: fields, default: byDefault }),
    query('order', { type: 'string', enum: ['asc', 'desc'], default: order }),
  ];
}

const refusals: Record<string, string> = {
  '400': 'The request is not as this document says',
  '401': 'No one is signed in',
  '403': 'The caller lacks the permission',
  '404': 'There is no such resource',
  '409':
    'The state of things forbids it; the message says which and what to do',
  '502': 'AWS refused; the message has its words and request id',
  '503': 'AWS, or the network to it, cannot answer now',
};

const tooMany = {
  '429': 'The caller has asked for too much; Retry-After says when to go on',
};

function responses(
  status: number,
  description: string,
  schema: string | undefined,
  isLimited: boolean,
): Json {
  return {
    [status]: {
      description,
      ...(schema && { content: jsonContent(ref(schema)) }),
    },
    ...Object.fromEntries(
      Object.entries({ ...refusals, ...(isLimited && tooMany) }).map(
        ([code, text]) => [
          code,
          { description: text, content: jsonContent(ref('Error')) },
        ],
      ),
    ),
  };
}

interface Operation {
  operationId: string;
  summary: string;
  tag: string;
  /** The permission that it checks. */
  permission: string;
  parameters?: Json[];
  body?: string;
  status?: number;
  answer?: string;
  /** Whether AWS is asked while the caller waits. What changes something is limited in any case. */
  asksAws?: boolean;
}

/** One operation of a path. */
export function operation(options: Operation): Json {
  const { body, status = 200, answer, tag, permission, ...rest } = options;
  const isLimited = Boolean(options.asksAws ?? (body || status === 204));
  return {
    operationId: rest.operationId,
    summary: rest.summary,
    description: `Needs the permission \`${permission}\`.`,
    tags: [tag],
    ...(rest.parameters && { parameters: rest.parameters }),
    ...(body && {
      requestBody: { required: true, content: jsonContent(ref(body)) },
    }),
    ...(isLimited && { [RATE_LIMITED]: true }),
    responses: responses(status, rest.summary, answer, isLimited),
  };
}
