import { executionStatusSchema } from '@internal/plugin-disaster-recovery-common';
import {
  operation,
  ordering,
  paging,
  pathId,
  query,
  queryList,
} from '../describe';

const tag = 'Executions';
const base = 'disaster-recovery.execution';

function control(verb: string, summary: string) {
  return {
    post: operation({
      operationId: `${verb}Execution`,
      summary,
      tag,
      permission: `${base}.${verb}`,
      parameters: [pathId],
      body: 'Nothing',
      status: 202,
      answer: 'Execution',
    }),
  };
}

/** The paths of executions. */
export const executionPaths = {
  '/executions': {
    get: operation({
      operationId: 'listExecutions',
      summary: 'Executions, a page at a time',
      tag,
      permission: `${base}.read`,
      parameters: [
        query('planId', { type: 'string', maxLength: 300 }),
        query('sessionId', { type: 'string', maxLength: 300 }),
        queryList('status', executionStatusSchema.options),
        query('executionType', { type: 'string', enum: ['DRILL', 'RECOVERY'] }),
        query('entityRef', { type: 'string', maxLength: 300 }),
        query('text', { type: 'string', maxLength: 200 }),
        ...ordering(['createdAt', 'planName', 'status'], 'createdAt'),
        ...paging,
      ],
      answer: 'ExecutionPage',
    }),
  },
  '/executions/{id}': {
    get: operation({
      operationId: 'getExecution',
      summary: 'One execution, with its waves and a verdict for every server',
      tag,
      permission: `${base}.read`,
      parameters: [pathId],
      answer: 'Execution',
    }),
  },
  '/executions/{id}/job-log': {
    get: operation({
      operationId: 'getJobLog',
      asksAws: true,
      summary: "The log of the execution's DRS jobs, oldest first",
      tag,
      permission: `${base}.read`,
      parameters: [pathId],
      answer: 'JobLog',
    }),
  },
  '/executions/{id}/pause': control(
    'pause',
    'Starts nothing new; what runs drains',
  ),
  '/executions/{id}/resume': control('resume', 'Goes on'),
  '/executions/{id}/cancel': control('cancel', 'Ends it; what runs drains'),
  '/executions/{id}/retry': control(
    'retry',
    'Tries again what failed, and what was skipped for it',
  ),
  '/executions/{id}/terminate': control(
    'terminate',
    'Terminates the instances that it launched',
  ),
};
