import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useWords } from '../useWords';
import { ActionButton } from './ActionButton';
import { QuietButton } from './QuietButton';

/** Says that somebody else has changed what is being edited; what was typed is kept, and it is the reader's to decide. */
export function VersionConflict(props: {
  /** What the other one has changed, in words. */
  changed: string[];
  pending: boolean;
  onOverwrite(): void;
  onDiscard(): void;
}) {
  const t = useWords();
  return (
    <Alert
      severity="warning"
      action={
        <>
          <ActionButton
            size="small"
            pending={props.pending}
            onClick={props.onOverwrite}
          >
            {t('common.conflict.overwrite')}
          </ActionButton>
          <QuietButton small onClick={props.onDiscard}>
            {t('common.conflict.discard')}
          </QuietButton>
        </>
      }
    >
      <AlertTitle>{t('common.conflict.title')}</AlertTitle>
      {t('common.conflict.changed', { fields: props.changed.join(', ') })}
    </Alert>
  );
}
