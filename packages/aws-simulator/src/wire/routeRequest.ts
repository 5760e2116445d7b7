import { AwsError } from './AwsError';
import { parseForm } from './parseForm';
import { ServiceModel, ServiceName } from './ServiceModel';
import { WireRequest } from './types';

/** Which operation a request asks for, and a way to read its input. */
export type Route = {
  service: ServiceName;
  operation: string;
  /** False when the service has no such operation here. */
  known: boolean;
  readInput: () => Record<string, unknown>;
};

type Models = Record<ServiceName, ServiceModel>;

function parseJsonBody(body: string): Record<string, unknown> {
  if (!body) {
    return {};
  }
  const failure = () =>
    new AwsError('SerializationException', 'Could not parse the request body');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw failure();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw failure();
  }
  return value as Record<string, unknown>;
}

function routeTarget(
  models: Models,
  target: string,
  request: WireRequest,
): Route {
  const [prefix, operation = ''] = target.split('.');
  const service: ServiceName =
    prefix === models.logs.metadata.targetPrefix ? 'logs' : 'ssm';
  const known =
    prefix === models[service].metadata.targetPrefix &&
    operation in models[service].operations;
  return {
    service,
    operation,
    known,
    readInput: () => parseJsonBody(request.body),
  };
}

function routeForm(models: Models, request: WireRequest): Route {
  const form = new URLSearchParams(request.body || request.query.toString());
  const operation = form.get('Action') ?? '';
  const version = form.get('Version');
  const service =
    (['ec2', 'sts', 'iam'] as const).find(
      name => models[name].metadata.apiVersion === version,
    ) ?? 'ec2';
  const model = models[service];
  const known =
    model.metadata.apiVersion === version && operation in model.operations;
  return {
    service,
    operation,
    known,
    readInput: () => {
      const input = model.operations[operation].input;
      return input ? parseForm(model, input, form) : {};
    },
  };
}

function routePath(models: Models, request: WireRequest): Route {
  const model = models.drs;
  const segments = request.path.split('/').filter(Boolean);
  const found = Object.entries(model.operations).find(([, { http }]) => {
    const template = http.requestUri.split('/').filter(Boolean);
    return (
      http.method === request.method &&
      template.length === segments.length &&
      template.every((part, i) => part.startsWith('{') || part === segments[i])
    );
  });
  if (!found) {
    return {
      service: 'drs',
      operation: segments[0] ?? '',
      known: false,
      readInput: () => ({}),
    };
  }
  const [operation, { http, input }] = found;
  const readInput = () => {
    const value = parseJsonBody(request.body);
    const template = http.requestUri.split('/').filter(Boolean);
    for (const [name, member] of Object.entries(
      model.shape(input!).members ?? {},
    )) {
      const wireName = member.locationName ?? name;
      if (member.location === 'uri') {
        value[name] = decodeURIComponent(
          segments[template.indexOf(`{${wireName}}`)],
        );
      } else if (member.location === 'querystring') {
        const given = request.query.getAll(wireName);
        const type = model.shape(member.shape).type;
        if (type === 'list') {
          if (given.length) value[name] = given;
        } else if (given.length) {
          value[name] = type === 'integer' ? Number(given[0]) : given[0];
        }
      }
    }
    return value;
  };
  return { service: 'drs', operation, known: true, readInput };
}

/** Finds the operation by the protocol that the request speaks. */
export function routeRequest(models: Models, request: WireRequest): Route {
  const target = request.headers['x-amz-target'];
  if (target) {
    return routeTarget(models, target, request);
  }
  const isForm = request.headers['content-type']?.startsWith(
    'application/x-www-form-urlencoded',
  );
  if (request.path === '/' && (isForm || request.query.has('Action'))) {
    return routeForm(models, request);
  }
  return routePath(models, request);
}
