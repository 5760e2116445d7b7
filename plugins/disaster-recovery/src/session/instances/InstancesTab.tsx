import type { SessionTabProps } from '../SessionPage';
import { InstancesTable } from './InstancesTable';

/** Every instance of the session: its state, how far it is, how far behind, and what is wrong with it. */
export function InstancesTab(props: SessionTabProps) {
  return <InstancesTable session={props.session} />;
}
