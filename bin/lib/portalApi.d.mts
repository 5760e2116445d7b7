export interface PortalApi {
  /** Paths are those of the disaster-recovery API, for example `/failover-sessions`. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
}

export function portalApi(portalUrl: string, token: string): PortalApi;
