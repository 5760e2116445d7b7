import { ResponseError } from '@backstage/errors';
import type { Execution } from '../schemas';
import type { DisasterRecoveryApi } from './types';

type QueryValue = string | number | boolean | string[] | undefined;

function toSearch(query: object | undefined): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}) as [
    string,
    QueryValue,
  ][]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== '') {
        search.append(key, String(item));
      }
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/**
 * The typed client of the disaster-recovery REST API, for the portal's pages and for automation.
 *
 * @remarks
 * `fetchApi` adds the caller's identity; in the portal it is Backstage's own. `discoveryApi` tells where the backend is.
 */
export class DisasterRecoveryClient implements DisasterRecoveryApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  listSessions: DisasterRecoveryApi['listSessions'] = query =>
    this.#get(`/failover-sessions${toSearch(query)}`);
  getSession: DisasterRecoveryApi['getSession'] = id =>
    this.#get(this.#session(id));
  adoptSession: DisasterRecoveryApi['adoptSession'] = input =>
    this.#send('POST', '/failover-sessions', input);
  installAgents: DisasterRecoveryApi['installAgents'] = (id, input = {}) =>
    this.#send('POST', this.#session(id, 'install-agents'), input);
  getAgentStatus: DisasterRecoveryApi['getAgentStatus'] = id =>
    this.#get(this.#session(id, 'agent-status'));
  mirrorConfig: DisasterRecoveryApi['mirrorConfig'] = (id, input = {}) =>
    this.#send('POST', this.#session(id, 'mirror-config'), input);
  getMirrorReport: DisasterRecoveryApi['getMirrorReport'] = id =>
    this.#get(this.#session(id, 'mirror-report'));
  startReverseReplication: DisasterRecoveryApi['startReverseReplication'] = (
    id,
    input = {},
  ) =>
    this.#send('POST', this.#session(id, 'start-reverse-replication'), input);
  getReverseReplicationStatus: DisasterRecoveryApi['getReverseReplicationStatus'] =
    id => this.#get(this.#session(id, 'reverse-replication-status'));
  getReplicationSamples: DisasterRecoveryApi['getReplicationSamples'] = (
    id,
    query,
  ) => this.#get(this.#session(id, 'replication-samples') + toSearch(query));
  getFailbackPreflight: DisasterRecoveryApi['getFailbackPreflight'] = (
    id,
    mode,
  ) => this.#get(this.#session(id, 'failback-preflight') + toSearch({ mode }));
  executeFailback: DisasterRecoveryApi['executeFailback'] = (id, input) =>
    this.#send('POST', this.#session(id, 'execute-failback'), input);
  terminateDrill: DisasterRecoveryApi['terminateDrill'] = id =>
    this.#send('POST', this.#session(id, 'terminate-drill'), {});
  reProtect: DisasterRecoveryApi['reProtect'] = id =>
    this.#send('POST', this.#session(id, 're-protect'), {});
  getCleanupPlan: DisasterRecoveryApi['getCleanupPlan'] = (id, query) =>
    this.#get(this.#session(id, 'cleanup-plan') + toSearch(query));
  cleanup: DisasterRecoveryApi['cleanup'] = (id, input) =>
    this.#send('POST', this.#session(id, 'cleanup'), input);
  releaseSourceServers: DisasterRecoveryApi['releaseSourceServers'] = (
    id,
    input,
  ) => this.#send('POST', this.#session(id, 'release-source-servers'), input);
  listOperations: DisasterRecoveryApi['listOperations'] = (id, query) =>
    this.#get(this.#session(id, 'operations') + toSearch(query));
  listSessionEvents: DisasterRecoveryApi['listSessionEvents'] = (id, query) =>
    this.#get(this.#session(id, 'events') + toSearch(query));

  listProtectionGroups: DisasterRecoveryApi['listProtectionGroups'] = query =>
    this.#get(`/protection-groups${toSearch(query)}`);
  getProtectionGroup: DisasterRecoveryApi['getProtectionGroup'] = id =>
    this.#get(this.#group(id));
  createProtectionGroup: DisasterRecoveryApi['createProtectionGroup'] = input =>
    this.#send('POST', '/protection-groups', input);
  updateProtectionGroup: DisasterRecoveryApi['updateProtectionGroup'] = (
    id,
    input,
  ) => this.#send('PUT', this.#group(id), input);
  deleteProtectionGroup: DisasterRecoveryApi['deleteProtectionGroup'] = id =>
    this.#delete(this.#group(id));
  captureOrigin: DisasterRecoveryApi['captureOrigin'] = id =>
    this.#send('POST', this.#group(id, 'capture-origin'), {});
  applyLaunchSettings: DisasterRecoveryApi['applyLaunchSettings'] = id =>
    this.#send('POST', this.#group(id, 'apply-launch-settings'), {});
  listSourceServers: DisasterRecoveryApi['listSourceServers'] = query =>
    this.#get(`/source-servers${toSearch(query)}`);

  listRecoveryPlans: DisasterRecoveryApi['listRecoveryPlans'] = query =>
    this.#get(`/recovery-plans${toSearch(query)}`);
  getRecoveryPlan: DisasterRecoveryApi['getRecoveryPlan'] = id =>
    this.#get(this.#plan(id));
  createRecoveryPlan: DisasterRecoveryApi['createRecoveryPlan'] = input =>
    this.#send('POST', '/recovery-plans', input);
  updateRecoveryPlan: DisasterRecoveryApi['updateRecoveryPlan'] = (id, input) =>
    this.#send('PUT', this.#plan(id), input);
  deleteRecoveryPlan: DisasterRecoveryApi['deleteRecoveryPlan'] = id =>
    this.#delete(this.#plan(id));
  validateRecoveryPlan: DisasterRecoveryApi['validateRecoveryPlan'] = (
    input,
    planId,
  ) =>
    this.#send(
      'POST',
      `/recovery-plans/validate${toSearch({ planId })}`,
      input,
    );
  getPreflight: DisasterRecoveryApi['getPreflight'] = (id, executionType) =>
    this.#get(this.#plan(id, 'preflight') + toSearch({ executionType }));
  runRecoveryPlan: DisasterRecoveryApi['runRecoveryPlan'] = (id, input) =>
    this.#send('POST', this.#plan(id, 'run'), input);

  listExecutions: DisasterRecoveryApi['listExecutions'] = query =>
    this.#get(`/executions${toSearch(query)}`);
  getExecution: DisasterRecoveryApi['getExecution'] = id =>
    this.#get(this.#execution(id));
  getJobLog: DisasterRecoveryApi['getJobLog'] = id =>
    this.#get(this.#execution(id, 'job-log'));
  pauseExecution: DisasterRecoveryApi['pauseExecution'] = id =>
    this.#control(id, 'pause');
  resumeExecution: DisasterRecoveryApi['resumeExecution'] = id =>
    this.#control(id, 'resume');
  cancelExecution: DisasterRecoveryApi['cancelExecution'] = id =>
    this.#control(id, 'cancel');
  retryExecution: DisasterRecoveryApi['retryExecution'] = id =>
    this.#control(id, 'retry');
  terminateExecution: DisasterRecoveryApi['terminateExecution'] = id =>
    this.#control(id, 'terminate');

  #control(id: string, verb: string): Promise<Execution> {
    return this.#send('POST', this.#execution(id, verb), {});
  }

  #path(collection: string, id: string, verb?: string) {
    const tail = verb ? `/${verb}` : '';
    return `/${collection}/${encodeURIComponent(id)}${tail}`;
  }
  #session(id: string, verb?: string) {
    return this.#path('failover-sessions', id, verb);
  }
  #group(id: string, verb?: string) {
    return this.#path('protection-groups', id, verb);
  }
  #plan(id: string, verb?: string) {
    return this.#path('recovery-plans', id, verb);
  }
  #execution(id: string, verb?: string) {
    return this.#path('executions', id, verb);
  }

  // The server validates what it answers against the same schemas that these types come from; parsing it a second time
  // here would only cost the person who waits for a page of thousands of rows.
  async #get<T>(path: string): Promise<T> {
    return (await this.#request(path, {})).json();
  }
  async #send<T>(method: string, path: string, body: unknown): Promise<T> {
    const response = await this.#request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }
  async #delete(path: string): Promise<void> {
    await this.#request(path, { method: 'DELETE' });
  }
  async #request(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('disaster-recovery');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
