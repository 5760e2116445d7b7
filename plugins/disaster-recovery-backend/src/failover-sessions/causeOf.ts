import type { OperationRecord } from './operationTypes';
import type { StatusCause } from './types';

/** Why a status changes in the course of an operation: who asked for it, and which one it is. */
export function causeOf(
  operation: Pick<OperationRecord, 'id' | 'requestedBy' | 'correlationId'>,
): StatusCause {
  return {
    principal: operation.requestedBy,
    operationId: operation.id,
    correlationId: operation.correlationId,
  };
}
