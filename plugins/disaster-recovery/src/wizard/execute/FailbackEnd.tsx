import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { useState } from 'react';
import { ActionDialogs } from '../../session/actions/ActionDialogs';
import { NextActionButton } from '../../session/actions/NextActionButton';
import {
  useActionTarget,
  type ConfirmedAction,
} from '../../session/actions/useActionTarget';
import { InstancesTable } from '../../session/instances/InstancesTable';
import { useWords } from '../../useWords';
import { StepFrame } from '../StepFrame';

function noteOf(session: FailoverSession) {
  switch (session.status) {
    case 'FAILBACK_COMPLETE':
      return 'unprotected';
    case 'RE_PROTECTING':
      return 'protecting';
    case 'RE_PROTECTED':
      return 'protected';
    case 'CLEANUP_COMPLETE':
      return 'cleaned';
    default:
      return 'cleaning';
  }
}

/** After the failback: what now runs where, and what comes next. */
export function FailbackEnd(props: { session: FailoverSession }) {
  const t = useWords();
  const { session } = props;
  const [dialog, setDialog] = useState<ConfirmedAction>();
  const select = useActionTarget(session, setDialog);
  return (
    <StepFrame
      title={t('wizard.end.title')}
      intro={t(
        session.status === 'CLEANUP_COMPLETE'
          ? 'wizard.end.introCleaned'
          : 'wizard.end.intro',
        {
          source: session.sourceRegion,
          recovery: session.recoveryRegion,
        },
      )}
      note={t(`wizard.end.note.${noteOf(session)}`)}
      button={<NextActionButton session={session} onSelect={select} />}
    >
      <InstancesTable session={session} />
      <ActionDialogs
        session={session}
        open={dialog}
        onClose={() => setDialog(undefined)}
      />
    </StepFrame>
  );
}
