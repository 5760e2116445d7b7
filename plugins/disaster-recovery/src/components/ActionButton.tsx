import Button, { type ButtonProps } from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(
  theme => ({
    disabled: {
      opacity: 0.55,
      cursor: 'not-allowed',
      boxShadow: 'none',
    },
    root: { whiteSpace: 'nowrap', textTransform: 'none' },
    spinner: { marginRight: theme.spacing(1) },
  }),
  { name: 'DisasterRecoveryActionButton' },
);

export interface ActionButtonProps {
  children: ReactNode;
  onClick(): void;
  /** Why it cannot be pressed now, in a sentence. Undefined when it can. */
  reason?: string;
  /** The one thing to do now: filled. Everything else is quiet. */
  primary?: boolean;
  pending?: boolean;
  startIcon?: ReactNode;
  size?: ButtonProps['size'];
}

/**
 * A button that says why it cannot be pressed. It stays reachable by keyboard then, so that the reason can be read there
 * and by screen readers; pressing it does nothing.
 */
export function ActionButton(props: ActionButtonProps) {
  const classes = useStyles();
  const reasonId = useId();
  const { children, onClick, reason, pending, primary, startIcon } = props;
  const blocked = reason !== undefined || pending === true;
  return (
    <>
      <Tooltip title={reason ?? ''}>
        <Button
          className={`${classes.root} ${blocked ? classes.disabled : ''}`}
          variant={primary ? 'contained' : 'outlined'}
          color={primary ? 'primary' : 'default'}
          size={props.size}
          startIcon={startIcon}
          aria-disabled={blocked || undefined}
          aria-describedby={reason ? reasonId : undefined}
          disableRipple={blocked}
          onClick={event => {
            event.stopPropagation();
            if (!blocked) {
              onClick();
            }
          }}
        >
          {pending && (
            <CircularProgress
              aria-hidden
              size="1em"
              color="inherit"
              className={classes.spinner}
            />
          )}
          {children}
        </Button>
      </Tooltip>
      {reason && <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>}
    </>
  );
}
