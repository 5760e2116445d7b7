export { StateMetrics } from './StateMetrics';
export { Telemetry } from './Telemetry';
