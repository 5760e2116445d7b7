import { AwsError } from './wire/AwsError';
import { paginate, Page } from './wire/paginate';
import { ServiceName } from './wire/ServiceModel';
import { Principal, RegionState } from './world/types';
import { World } from './world/World';

/** One call to AWS: who asks, where, and what it has come to. */
export class Call {
  readonly world: World;
  readonly service: ServiceName;
  readonly operation: string;
  readonly principal: Principal;
  readonly region: string;
  readonly requestId: string;
  /** Largest page that a fault allows for this call. */
  pageLimit?: number;
  /** Whether the call changed anything; operations that only read never do. */
  changed = false;
  /** Whether it reached an operation that may change something, with a request that the operation takes. */
  mutating?: boolean;

  constructor(
    world: World,
    options: {
      service: ServiceName;
      operation: string;
      principal: Principal;
      region: string;
      requestId: string;
    },
  ) {
    this.world = world;
    this.service = options.service;
    this.operation = options.operation;
    this.principal = options.principal;
    this.region = options.region;
    this.requestId = options.requestId;
  }

  get account(): string {
    return this.principal.account;
  }

  get now(): number {
    return this.world.now;
  }

  /** State of the caller's account in the call's region. */
  get state(): RegionState {
    return this.world.region(this.account, this.region);
  }

  page<Item>(
    items: Item[],
    idOf: (item: Item) => string,
    options: {
      token: string | undefined;
      size: number;
      query?: unknown;
      invalidToken: () => AwsError;
    },
  ): Page<Item> {
    return paginate(items, {
      idOf,
      token: options.token,
      pageSize: Math.min(options.size, this.pageLimit ?? options.size),
      query: [this.account, this.region, this.operation, options.query],
      invalidToken: options.invalidToken,
    });
  }
}

export type Operation = {
  /** Whether it may change state. */
  writes: boolean;
  handle: (input: any, call: Call) => Record<string, unknown> | void;
};

/** An operation that only looks. */
export function read(handle: Operation['handle']): Operation {
  return { writes: false, handle };
}

/** An operation that changes state; it sets `call.changed` to false when there was nothing to do. */
export function write(handle: Operation['handle']): Operation {
  return { writes: true, handle };
}

export type Operations = Record<string, Operation>;
