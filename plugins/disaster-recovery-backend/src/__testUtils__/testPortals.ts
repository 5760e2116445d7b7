import { AddressInfo } from 'node:net';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type RunningSimulator,
  type SimulatorOptions,
  startSimulator,
} from '@internal/aws-simulator';
import { DisasterRecoveryClient } from '@internal/plugin-disaster-recovery-common';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { RequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Dependencies } from '../dependencies';
import { type AssembledPlugin, createDisasterRecoveryPlugin } from '../plugin';
import type { Services } from '../services';
import { accessKeysOf } from './accessKeys';
import { answerCheck } from './answerCheck';
import { until, type UntilOptions } from './until';

/** How a portal for a test is started. */
export interface TestPortalOptions {
  /** The simulated AWS; the demo estate at 600 simulated seconds a second unless given. */
  simulator?: SimulatorOptions;
  /** A simulated AWS that another portal of the same test already runs. */
  sharedSimulator?: RunningSimulator;
  /** A database that another portal of the same test already uses. */
  database?: Knex;
  /** Under `disasterRecovery` in the configuration. */
  config?: Record<string, unknown>;
  /** Which permissions are denied, by name; none unless given. */
  deny?: string[];
}

/** A portal's backend with this plugin, its own database, and a simulated AWS. */
export interface TestPortal {
  /** The REST API, as an administrator. */
  client: DisasterRecoveryClient;
  /** The REST API, as another user, or as a service with a token. */
  clientAs(
    who: { userEntityRef: string } | { service: string },
  ): DisasterRecoveryClient;
  /** Denies these permissions from now on, and no others. */
  deny(permissions: string[]): void;
  /** Base URL of the plugin's API. */
  url: string;
  aws: RunningSimulator;
  database: Knex;
  /** What open pages were told, in order. */
  signals: Record<string, unknown>[];
  /** The notifications that the portal was given, in order. */
  notifications: NotificationSendOptions[];
  services: Services;
  dependencies: Dependencies;
  /** Asks again and again, until the answer is one; fails with what it last saw. */
  until<T>(
    probe: () => Promise<T | undefined | false>,
    options?: UntilOptions,
  ): Promise<T>;
  /** Shuts the backend down as SIGTERM does; the database and the simulated AWS stay. */
  stop(): Promise<void>;
}

/**
 * Portals for the tests of a file: call it in a `describe`, outside any test. What it started is stopped after the tests.
 */
export function testPortals(): {
  start(options?: TestPortalOptions): Promise<TestPortal>;
} {
  const stops: (() => Promise<void>)[] = [];
  // Hooks run in the order in which they are made: backends stop before the databases that they use are dropped.
  afterAll(async () => {
    for (const stop of stops.reverse()) {
      await stop();
    }
  }, 60_000);
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const checkAnswers = answerCheck();

  return {
    async start(options = {}) {
      const database =
        options.database ?? (await databases.init('POSTGRES_18'));
      const aws =
        options.sharedSimulator ??
        (await startSimulator({ speed: 600, ...options.simulator }));
      if (!options.sharedSimulator) {
        stops.push(() => aws.stop());
      }
      const portal = await startPortal(options, database, aws, checkAnswers);
      stops.push(portal.stop);
      return portal;
    },
  };
}

async function startPortal(
  options: TestPortalOptions,
  database: Knex,
  aws: RunningSimulator,
  onDocumented: RequestHandler,
): Promise<TestPortal> {
  let assembled: AssembledPlugin | undefined;
  const signals: Record<string, unknown>[] = [];
  const notifications: NotificationSendOptions[] = [];
  let denied = new Set(options.deny ?? []);
  const decide = async (requests: { permission: { name: string } }[]) =>
    requests.map(({ permission }) => ({
      result: denied.has(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }));
  const backend = await startTestBackend({
    features: [
      createDisasterRecoveryPlugin({
        onDocumented,
        onAssembled: parts => {
          assembled = parts;
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: { listen: { port: 0 } },
          aws: { accounts: accessKeysOf(aws) },
          disasterRecovery: {
            polling: { interval: { milliseconds: 250 } },
            ...options.config,
            aws: { endpoint: aws.url },
          },
        },
      }),
      mockServices.database.factory({ knex: database }),
      mockServices.permissions.mock({
        authorize: decide as any,
        authorizeConditional: decide as any,
      }).factory,
      mockServices.rootLogger.factory({ level: 'none' }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async ({ message }) => {
            signals.push(message as Record<string, unknown>);
          },
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async notification => {
            notifications.push(notification);
          },
        }),
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/disaster-recovery`;
  const clientWith = (header: string) =>
    new DisasterRecoveryClient({
      discoveryApi: { getBaseUrl: async () => url },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...init?.headers, authorization: header },
          }),
      },
    });
  const { dependencies, services } = assembled!;
  let stopped: Promise<void> | undefined;
  return {
    client: clientWith(mockCredentials.user.header('user:default/admin')),
    clientAs: who =>
      clientWith(
        'service' in who
          ? mockCredentials.service.header({
              onBehalfOf: mockCredentials.service(who.service),
              targetPluginId: 'disaster-recovery',
            })
          : mockCredentials.user.header(who.userEntityRef),
      ),
    url,
    aws,
    database,
    signals,
    notifications,
    dependencies,
    services,
    until,
    deny: permissions => {
      denied = new Set(permissions);
    },
    stop: () => {
      stopped ??= backend.stop();
      return stopped;
    },
  };
}
