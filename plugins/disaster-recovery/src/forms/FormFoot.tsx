import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { ActionButton, ErrorThreeLines, QuietButton } from '../components';
import { useWords } from '../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      marginTop: theme.spacing(3),
    },
    buttons: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryFormFoot' },
);

/** What a page passes to the form that it consists of, beside what is edited. */
export interface FormPageProps<I> {
  saveLabel: string;
  pending: boolean;
  error: Error | undefined;
  /** Shown above the buttons, instead of the error. */
  notice?: ReactNode;
  onSave(input: I): void;
  onCancel(): void;
}

/** The end of a form: what stands against saving it, and the buttons. */
export function FormFoot(
  props: Omit<FormPageProps<never>, 'onSave'> & {
    /** Fields that need another value, once they are pointed out. */
    problemCount: number;
    onSave(): void;
  },
) {
  const classes = useStyles();
  const t = useWords();
  const { error, notice, problemCount } = props;
  return (
    <div className={classes.root}>
      {notice ?? (error && <ErrorThreeLines error={error} />)}
      {problemCount > 0 && (
        <ErrorThreeLines
          error={new Error(t('common.form.fix', { count: problemCount }))}
        />
      )}
      <div className={classes.buttons}>
        <QuietButton onClick={props.onCancel}>
          {t('common.actions.cancel')}
        </QuietButton>
        <ActionButton primary pending={props.pending} onClick={props.onSave}>
          {props.saveLabel}
        </ActionButton>
      </div>
    </div>
  );
}
