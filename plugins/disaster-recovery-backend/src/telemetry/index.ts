export { StateMetrics } from './StateMetrics';
export { tellBudgets } from './tellBudgets';
export { Telemetry } from './Telemetry';
