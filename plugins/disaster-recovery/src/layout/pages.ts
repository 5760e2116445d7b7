/**
 * What every page needs, and the way to each page. A portal's bundler puts a module into each chunk that names it, unless the
 * chunk before has it: here it is what all pages share, their words above all, so that it is loaded once.
 */
export { SectionContent } from './SectionContent';
export { UnknownAddress } from './UnknownAddress';

export async function loadSessions() {
  return (await import('../failover-sessions/FailoverSessionsSection'))
    .FailoverSessionsSection;
}

export async function loadGroups() {
  return (await import('../protection-groups/ProtectionGroupsSection'))
    .ProtectionGroupsSection;
}

export async function loadPlans() {
  return (await import('../recovery-plans/RecoveryPlansSection'))
    .RecoveryPlansSection;
}

export async function loadExecutions() {
  return (await import('../executions/ExecutionsSection')).ExecutionsSection;
}

export async function loadEntityContent() {
  return (await import('../catalog/EntityDisasterRecoveryContent'))
    .EntityDisasterRecoveryContent;
}

export async function loadEntityCard() {
  return (await import('../catalog/EntityDisasterRecoveryCard'))
    .EntityDisasterRecoveryCard;
}
