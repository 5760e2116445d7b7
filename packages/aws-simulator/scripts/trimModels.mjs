// Writes models/<service>.json: the offered operations, and the shapes that they
// reach, out of the public botocore service models (Apache License 2.0), with what
// models/additions.json adds to models older than the service.
//
//   node scripts/trimModels.mjs <botocore>/data
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const models = join(dirname(fileURLToPath(import.meta.url)), '..', 'models');
const data = process.argv[2];
if (!data) {
  process.stderr.write('usage: node scripts/trimModels.mjs <botocore>/data\n');
  process.exit(2);
}

const KEPT_BY_SHAPE = [
  'type',
  'enum',
  'pattern',
  'min',
  'max',
  'required',
  'error',
  'exception',
  'timestampFormat',
  'flattened',
  'locationName',
];
const KEPT_BY_MEMBER = [
  'shape',
  'location',
  'locationName',
  'queryName',
  'flattened',
  'timestampFormat',
];

const pick = (value, keys) =>
  Object.fromEntries(keys.filter(k => k in value).map(k => [k, value[k]]));

function trimShape(shape) {
  const trimmed = pick(shape, KEPT_BY_SHAPE);
  for (const part of ['member', 'key', 'value']) {
    if (shape[part]) trimmed[part] = pick(shape[part], KEPT_BY_MEMBER);
  }
  if (shape.members) {
    trimmed.members = Object.fromEntries(
      Object.entries(shape.members).map(([name, member]) => [
        name,
        pick(member, KEPT_BY_MEMBER),
      ]),
    );
  }
  return trimmed;
}

const additions = JSON.parse(readFileSync(join(models, 'additions.json')));
const offered = JSON.parse(readFileSync(join(models, 'operations.json')));
for (const [service, operations] of Object.entries(offered)) {
  const version = readdirSync(join(data, service)).sort().pop();
  const model = JSON.parse(
    gunzipSync(readFileSync(join(data, service, version, 'service-2.json.gz'))),
  );
  const shapes = {};
  const keep = name => {
    if (shapes[name]) return;
    const shape = trimShape(model.shapes[name]);
    shapes[name] = shape;
    [
      shape.member,
      shape.key,
      shape.value,
      ...Object.values(shape.members ?? {}),
    ]
      .filter(Boolean)
      .forEach(reference => keep(reference.shape));
  };
  const trimmed = {
    metadata: pick(model.metadata, [
      'apiVersion',
      'protocol',
      'targetPrefix',
      'jsonVersion',
      'xmlNamespace',
      'signingName',
      'endpointPrefix',
    ]),
    operations: {},
    shapes,
  };
  for (const name of operations) {
    const operation = model.operations[name];
    trimmed.operations[name] = {
      http: operation.http,
      input: operation.input?.shape,
      output: operation.output?.shape,
      resultWrapper: operation.output?.resultWrapper,
      errors: operation.errors?.map(error => error.shape),
    };
    [operation.input, operation.output, ...(operation.errors ?? [])]
      .filter(Boolean)
      .forEach(reference => keep(reference.shape));
  }
  const { shapes: moreShapes = {}, members: moreMembers = {} } =
    additions[service] ?? {};
  for (const [name, shape] of Object.entries(moreShapes)) {
    shapes[name] = { ...shapes[name], ...shape };
  }
  for (const [name, members] of Object.entries(moreMembers)) {
    Object.assign(shapes[name].members, members);
  }
  const lines = (key, entries) =>
    `  ${JSON.stringify(key)}: {\n${Object.entries(entries)
      .map(
        ([name, value]) =>
          `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
      )
      .join(',\n')}\n  }`;
  writeFileSync(
    join(models, `${service}.json`),
    `{\n  "metadata": ${JSON.stringify(trimmed.metadata)},\n${lines(
      'operations',
      trimmed.operations,
    )},\n${lines('shapes', trimmed.shapes)}\n}\n`,
  );
}
