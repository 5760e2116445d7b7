import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../packageFolder';

export type ServiceName = 'drs' | 'ssm' | 'ec2' | 'sts' | 'logs' | 'iam';
export const SERVICES: ServiceName[] = [
  'drs',
  'ssm',
  'ec2',
  'sts',
  'logs',
  'iam',
];

export type ShapeReference = {
  shape: string;
  location?: 'uri' | 'querystring' | 'header';
  locationName?: string;
  queryName?: string;
  flattened?: boolean;
  timestampFormat?: string;
};

export type Shape = {
  type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'double'
    | 'float'
    | 'boolean'
    | 'timestamp'
    | 'blob';
  members?: Record<string, ShapeReference>;
  member?: ShapeReference;
  key?: ShapeReference;
  value?: ShapeReference;
  required?: string[];
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
  flattened?: boolean;
  timestampFormat?: string;
  error?: { code?: string; httpStatusCode?: number };
};

export type OperationModel = {
  http: { method: string; requestUri: string; responseCode?: number };
  input?: string;
  output?: string;
  resultWrapper?: string;
  errors?: string[];
};

/** The wire shapes of the offered operations of one AWS service. */
export class ServiceModel {
  readonly service: ServiceName;
  readonly metadata: Record<string, string>;
  readonly operations: Record<string, OperationModel>;
  readonly #shapes: Record<string, Shape>;

  private constructor(
    service: ServiceName,
    data: {
      metadata: Record<string, string>;
      operations: Record<string, OperationModel>;
      shapes: Record<string, Shape>;
    },
  ) {
    this.service = service;
    this.metadata = data.metadata;
    this.operations = data.operations;
    this.#shapes = data.shapes;
  }

  static load(service: ServiceName): ServiceModel {
    const file = join(PACKAGE_FOLDER, 'models', `${service}.json`);
    return new ServiceModel(service, JSON.parse(readFileSync(file, 'utf8')));
  }

  get protocol(): string {
    return this.metadata.protocol;
  }

  shape(name: string): Shape {
    const shape = this.#shapes[name];
    if (!shape) {
      throw new Error(`The ${this.service} model has no shape ${name}`);
    }
    return shape;
  }

  hasShape(name: string): boolean {
    return name in this.#shapes;
  }
}
