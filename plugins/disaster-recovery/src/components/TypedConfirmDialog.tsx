import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { QuietButton } from './QuietButton';
import { useContentStyles } from '../layout/useContentStyles';
import { useWords } from '../useWords';
import { ActionButton } from './ActionButton';
import { ErrorThreeLines } from './ErrorThreeLines';

const useStyles = makeStyles(
  theme => ({
    content: { display: 'grid', gap: theme.spacing(2) },
    list: { margin: 0, paddingLeft: theme.spacing(3) },
    // Below the lists, not among them: who comes to type sees them from their beginning.
    typed: {
      display: 'grid',
      gap: theme.spacing(2),
      padding: theme.spacing(2, 3, 1),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  }),
  { name: 'DisasterRecoveryTypedConfirmDialog' },
);

export interface TypedConfirmDialogProps {
  open: boolean;
  title: string;
  /** One or two sentences on what this is. */
  children?: ReactNode;
  /** What happens, in order. */
  changes?: ReactNode[];
  /** What is gone afterwards. */
  destroyed?: ReactNode[];
  /** What is not touched. */
  kept?: ReactNode[];
  /** The name to type, for what destroys or moves production. Without it the button alone confirms. */
  nameToType?: string;
  confirmLabel: string;
  /** Does it. The dialog closes when it has been accepted, and shows the error when not. */
  onConfirm(): Promise<unknown>;
  onClose(): void;
}

/** Asks before the world is changed: what happens in order, what is destroyed, what stays; and wants the name typed. */
export function TypedConfirmDialog(props: TypedConfirmDialogProps) {
  const classes = useStyles();
  // Drawn outside of the page, whose styles for words do not reach here.
  const { words } = useContentStyles();
  const t = useWords();
  const titleId = useId();
  const [typed, setTyped] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const input = useRef<HTMLInputElement>(null);
  const { open, nameToType } = props;

  useEffect(() => {
    if (open) {
      setTyped('');
      setError(undefined);
    }
  }, [open]);

  const confirm = async () => {
    setPending(true);
    setError(undefined);
    try {
      await props.onConfirm();
      props.onClose();
    } catch (caught) {
      setError(caught as Error);
    } finally {
      setPending(false);
    }
  };

  const lists = [
    { title: t('common.confirm.changes'), items: props.changes },
    { title: t('common.confirm.destroyed'), items: props.destroyed },
    { title: t('common.confirm.kept'), items: props.kept },
  ];
  const confirmed = nameToType === undefined || typed.trim() === nameToType;
  const reason = confirmed
    ? undefined
    : t('common.confirm.typeName', { name: nameToType });

  return (
    <Dialog
      className={words}
      open={open}
      onClose={props.onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
      TransitionProps={{ onEntered: () => input.current?.focus() }}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent className={classes.content}>
        {props.children}
        {lists.map(
          list =>
            list.items &&
            list.items.length > 0 && (
              <section key={list.title} aria-label={list.title}>
                <Typography variant="subtitle1" component="h3">
                  {list.title}
                </Typography>
                <ol className={classes.list}>
                  {list.items.map((item, index) => (
                    <Typography
                      key={index}
                      component="li"
                      variant="body2"
                      gutterBottom
                    >
                      {item}
                    </Typography>
                  ))}
                </ol>
              </section>
            ),
        )}
      </DialogContent>
      {(nameToType !== undefined || error) && (
        <div className={classes.typed}>
          {nameToType !== undefined && (
            <TextField
              id={`${titleId}-name`}
              label={t('common.confirm.typeName', { name: nameToType })}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              onKeyDown={event => {
                if (event.key === 'Enter' && confirmed && !pending) {
                  confirm();
                }
              }}
              variant="outlined"
              size="small"
              fullWidth
              inputRef={input}
              inputProps={{ autoComplete: 'off', spellCheck: false }}
            />
          )}
          {error && <ErrorThreeLines error={error} />}
        </div>
      )}
      <DialogActions>
        <QuietButton onClick={props.onClose}>
          {t('common.actions.cancel')}
        </QuietButton>
        <ActionButton
          primary
          reason={reason}
          pending={pending}
          onClick={confirm}
        >
          {props.confirmLabel}
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}
