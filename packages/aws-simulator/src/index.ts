export { startSimulator } from './startSimulator';
export type { RunningSimulator, SimulatorOptions } from './startSimulator';
export { Simulator } from './Simulator';
export type { ResetOptions } from './Simulator';
export type { FaultRequest } from './control/FaultControl';
export type { Fault, FaultKind } from './control/faults';
export type {
  AccessUse,
  PolicyDocument,
  PolicyStatement,
  PrincipalPolicies,
} from './iam/types';
export type { TraceLine } from './control/Trace';
export type {
  AccountDefinition,
  EstateDefinition,
  InstanceDefinition,
  ProtectionDefinition,
  RegionDefinition,
} from './estates/types';
export type { WorldSettings, WorldState } from './world/types';
