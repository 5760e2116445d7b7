import type {
  Execution,
  ExecutionType,
  Preflight,
} from '@internal/plugin-disaster-recovery-common';
import type { Knex } from 'knex';

/** A live recovery instance that a launch would make DRS terminate. */
export interface ThreatenedInstance {
  recoveryInstanceId: string;
  sourceServerId: string;
  hostname?: string;
  isDrill: boolean;
  ec2State?: string;
}

/** Says which of the threatened instances must not be destroyed, and whose they are. */
export interface LaunchGuard {
  forbids(
    threatened: ThreatenedInstance[],
  ): Promise<
    (ThreatenedInstance & { sessionId: string; sessionName: string })[]
  >;
}

/**
 * Called in the transaction that ends an execution, so that what follows from it is never lost; and again each time when
 * an execution that was retried ends anew.
 */
export type ExecutionEndedListener = (
  transaction: Knex.Transaction,
  execution: Execution,
) => Promise<void>;

/**
 * Source servers by the id of the one whose place they have taken since an execution ended: of what was not launched, the
 * retry launches these instead.
 */
export type ReplacedServers = ReadonlyMap<string, string>;

/** Why the instance that was launched from a source server is there no more, by the server's id. */
export type VanishedServers = ReadonlyMap<string, string>;

/** What other capabilities ask of executions. */
export interface Executions {
  /** @throws NotFoundError */
  get(id: string, database?: Knex): Promise<Execution>;
  /**
   * What a run would meet now, or, given an ended execution, what its retry would: that is about what failed of it.
   *
   * @throws NotFoundError
   */
  preflight(
    planId: string,
    type: ExecutionType,
    retryOf?: { id: string; replaced: ReplacedServers },
  ): Promise<Preflight>;
  /**
   * Checks what stands against a run and creates its execution; it begins when the transaction commits.
   *
   * @throws ConflictError that names the conflict; NotFoundError
   */
  start(request: {
    planId: string;
    executionType: ExecutionType;
    purpose: 'FAILOVER' | 'FAILBACK';
    sessionId?: string;
    requestedBy: string;
    correlationId?: string;
    /** Of these, those that the run is found to destroy are given up; a name gives away nothing else. */
    acceptDestroyed?: string[];
    /** Runs in the transaction that creates the execution. */
    alongside?: (
      transaction: Knex.Transaction,
      execution: Execution,
    ) => Promise<void>;
  }): Promise<Execution>;
  /**
   * Retries the failed servers and actions of an ended execution. What was accepted to be lost stays accepted, and more may
   * be. @throws ConflictError
   */
  retry(
    id: string,
    requestedBy: string,
    options?: { acceptDestroyed?: string[]; replaced?: ReplacedServers },
  ): Promise<Execution>;
  /**
   * Terminates the instances that an ended execution launched: its servers become TERMINATED one by one, or keep their
   * verdict with the reason why they could not be. @throws ConflictError when a session holds them
   */
  terminate(id: string, requestedBy: string): Promise<Execution>;
  /**
   * Notes that what an ended execution launched from some servers is there no more: these have failed, and a retry launches
   * them again.
   */
  noteVanished(id: string, vanished: VanishedServers): Promise<void>;
  /** Notes the session that an execution created. */
  setSession(
    transaction: Knex.Transaction,
    id: string,
    sessionId: string,
  ): Promise<void>;
  addGuard(guard: LaunchGuard): void;
  onEnded(listener: ExecutionEndedListener): void;
}
