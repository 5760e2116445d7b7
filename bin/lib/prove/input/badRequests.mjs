import { gzipSync } from 'node:zlib';
import { BAD_TEXTS, NOBODYS } from './badTexts.mjs';

const cursor = value =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Cursors that no list gave out: of another list, of a wrong type, of no type at all. */
const CURSORS = [
  'x',
  '%%%',
  cursor(null),
  cursor([]),
  cursor({}),
  cursor({ offset: -1 }),
  cursor({ offset: 1e300 }),
  cursor({ offset: 'x' }),
  cursor({ offset: 9007199254740991 }),
  cursor({ key: 'x', id: 'x' }),
  cursor({ key: null, id: null }),
  cursor({ key: { a: 1 }, id: ['x'] }),
  cursor({ key: '2026-99-99', id: '\u0000' }),
  cursor({ sequence: 'x' }),
  cursor({ sequence: { a: 1 } }),
  cursor({ sequence: '99999999999999999999999' }),
  cursor({ after: 1 }),
  cursor({ after: { a: 1 } }),
];

const OF_LIMIT = [
  '0',
  '-1',
  '1.5',
  '201',
  '1000000000',
  '1e3',
  'abc',
  '',
  'NaN',
];

const encoded = text => {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate has no encoding; this is how its bytes would look.
    return '%ED%A0%80';
  }
};

function queriesOf({ parameters }) {
  const inQuery = parameters.filter(one => one.in === 'query');
  return [
    'unexpected=1',
    'limit[$gt]=1',
    '__proto__[isAdmin]=true',
    '%zz=1',
    ...inQuery.flatMap(({ name, schema }) => [
      `${name}=%zz`,
      `${name}=%ff%fe`,
      `${name}[]=x`,
      `${name}[a][b]=x`,
      `${name}=a&${name}=b`,
      `${name}=`,
      ...(name === 'cursor' ? CURSORS.map(text => `cursor=${text}`) : []),
      ...(schema.type === 'integer'
        ? OF_LIMIT.map(text => `${name}=${text}`)
        : []),
      ...(name in NOBODYS ? [`${name}=${NOBODYS[name]}`] : []),
      ...Object.values(BAD_TEXTS)
        // What is longer never reaches the API: Node.js itself refuses the head of the request.
        .map(text => text.slice(0, 4_000))
        .map(text => `${name}=${encoded(text)}`),
    ]),
  ];
}

/** Requests whose search is wrong; what is required beside it stays. */
export function badQueries(operation, valid) {
  const required = new URLSearchParams(valid.query).toString();
  return queriesOf(operation).map(query => {
    const name = query.split(/[[=]/)[0];
    const kept = required
      .split('&')
      .filter(part => part && part.split('=')[0] !== name);
    return {
      ...valid,
      what: `?${query.slice(0, 100)}`,
      query: [...kept, query].join('&'),
    };
  });
}

const IDS = [
  '00000000-0000-4000-8000-000000000000',
  '__proto__',
  'constructor',
  '%00',
  '%ff',
  '%',
  '%zz',
  '..%2f..%2fopenapi.json',
  '%20',
  'x'.repeat(101),
  'x'.repeat(8_000),
  '1%20OR%201=1',
  "'%3B%20DROP%20TABLE%20recovery_plans%3B--",
  '%24%28id%29',
  '%F0%9F%98%80',
  '%u0000',
];

/** Requests about ids that nothing has, and that are none. */
export function badIds(operation, valid, ids) {
  if (!operation.path.includes('{id}')) {
    return [];
  }
  const elsewhere = Object.entries(ids).flatMap(([collection, id]) =>
    collection === operation.collection ? [] : [id],
  );
  return [...IDS, ...elsewhere].map(id => ({
    ...valid,
    what: `id ${id.slice(0, 60)}`,
    path: operation.path.replace('{id}', id),
  }));
}

/** Fifty megabytes of blanks. */
const BOMB = gzipSync(Buffer.alloc(50_000_000, 0x20));
const json = 'application/json';
const good = body => JSON.stringify(body);

/** Bodies that are no JSON, or not said to be, or not as long or as packed as they are said to be. */
export function badTransfers(operation, valid) {
  if (!operation.bodySchema) {
    return [];
  }
  const text = good(valid.body);
  const as = (what, body, headers) => ({ ...valid, what, body, headers });
  return [
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'multipart/form-data; boundary=x',
      'nonsense',
      'application/json; charset=utf-16',
      'application/json; charset=nonsense',
    ].map(type => as(`content type ${type}`, text, { 'content-type': type })),
    ...[
      '',
      '{',
      '{"a":}',
      `${text}x`,
      `${text}${text}`,
      "{'mode':'DRILL'}",
      '\u0000',
      'NaN',
      '[',
      '"',
      '{"a":1,}',
      'undefined',
    ].map(body =>
      as(`malformed JSON ${JSON.stringify(body.slice(0, 12))}`, body, {
        'content-type': json,
      }),
    ),
    as(
      'bytes that are no UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    ),
    as('garbage said to be gzip', Buffer.from('garbage'), {
      'content-encoding': 'gzip',
    }),
    as('an unknown encoding', text, { 'content-encoding': 'nonsense' }),
    as('a gzip bomb', BOMB, {
      'content-encoding': 'gzip',
    }),
    as('a body of 5 MB', `{"name":"${'x'.repeat(5_000_000)}"}`),
    as('spaces of 5 MB', `${text}${' '.repeat(5_000_000)}`),
    as(
      'a member twice',
      text.replace('{', '{"name":"twice","name":["twice"],'),
    ),
  ];
}
