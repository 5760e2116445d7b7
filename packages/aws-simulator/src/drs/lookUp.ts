import { Call } from '../Call';
import { notFound } from './errors';
import { RecoveryInstance, SourceServer } from './types';

/** The source server that a request names, or AWS's error. */
export function sourceServerOf(call: Call, id: string): SourceServer {
  const server = call.state.drs.sourceServers[id];
  if (!server) throw notFound('SourceServer', id);
  return server;
}

/** The living recovery instance that a request names, or AWS's error. */
export function recoveryInstanceOf(call: Call, id: string): RecoveryInstance {
  const item = call.state.drs.recoveryInstances[id];
  if (!item || item.terminatedAt !== undefined) {
    throw notFound('RecoveryInstance', id);
  }
  return item;
}
