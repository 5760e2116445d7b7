import { schemaComponents } from './components';
import { executionPaths } from './paths/executions';
import { failoverSessionPaths } from './paths/failoverSessions';
import { protectionGroupPaths } from './paths/protectionGroups';
import { recoveryPlanPaths } from './paths/recoveryPlans';

/** The one OpenAPI document of the plugin: served as it is, and every request is checked against it. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Disaster recovery',
      version: '1',
      description:
        'Failover, failback, re-protection and cleanup on AWS Elastic Disaster Recovery. Long actions answer 202 with an operation; GET routes show how it goes on.',
    },
    servers: [{ url: '/' }],
    paths: {
      ...failoverSessionPaths,
      ...protectionGroupPaths,
      ...recoveryPlanPaths,
      ...executionPaths,
    },
    components: {
      schemas: {
        ...schemaComponents(),
        Nothing: { type: 'object', additionalProperties: false },
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['name', 'message'],
              properties: {
                name: { type: 'string' },
                message: { type: 'string' },
              },
              additionalProperties: true,
            },
          },
          additionalProperties: true,
        },
      },
    },
  };
}
