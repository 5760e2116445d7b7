export interface ScratchPortalOptions {
  /** Name of an estate, or the path of an estate's file; `demo` unless told. */
  estate?: string;
  /** Simulated seconds a second; 600 unless told. */
  speed?: number;
  /** What chance in the simulated AWS starts from. */
  seed?: number | string;
  /** A file for the simulated AWS's record of calls. */
  trace?: string;
  /** Begins with the groups and plans of examples/disaster-recovery.json, as `npm start` does. */
  filled?: boolean;
  /** Whether the built web app is served, and built if it is not; it is unless told. */
  webApp?: boolean;
  /** Starts the disaster-recovery plugin alone, which takes a fraction of the time; nobody can sign in then. */
  lean?: boolean;
  /** Puts something between the backend and Postgres: is told where Postgres is, and says where the backend is to look. */
  wayToPostgres?(postgres: { port: number }): Promise<{ port: number }>;
  /** Configuration files to load after the demo's. */
  configs?: string[];
  /** Runs before the backend starts first, with the address of the simulated AWS. */
  beforeBackend?: (simulatorUrl: string) => Promise<void>;
  /** Leaves the logs under .data/logs at the end. */
  keepLogs?: boolean;
}

export interface ScratchPortal {
  /** Where the portal is, as http://localhost:port */
  url: string;
  /** The simulated AWS, with its control API under /_simulator */
  simulatorUrl: string;
  /** Lets a script in, as the service principal `external:automation`: `Authorization: Bearer …` */
  automationToken: string;
  /** The backend's log. */
  logFile: string;
  /** The portal's own database. */
  databaseUrl: string;
  /** Ends the backend as an upgrade would: SIGTERM, and time to finish. */
  stopBackend(): Promise<void>;
  /** Ends the backend as a crash would: SIGKILL. */
  killBackend(): Promise<void>;
  /** Crashes the backend if it runs, and starts it on the same port and database. */
  restartBackend(): Promise<void>;
  /** Ends everything and drops the database. */
  stop(): Promise<void>;
}

export function startScratchPortal(
  options?: ScratchPortalOptions,
): Promise<ScratchPortal>;
