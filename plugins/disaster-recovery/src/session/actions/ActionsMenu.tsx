import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import type {
  FailoverSession,
  SessionAction,
  SessionActionName,
} from '@internal/plugin-disaster-recovery-common';
import { forwardRef, useState } from 'react';
import { usePermissionReason } from '../../components';
import { useWords } from '../../useWords';
import { actionPermissions } from './actionPermissions';

const useStyles = makeStyles(
  theme => ({
    item: { maxWidth: 420, whiteSpace: 'normal' },
    blocked: {
      cursor: 'not-allowed',
      '& .MuiListItemText-primary': { color: theme.palette.text.secondary },
    },
  }),
  { name: 'DisasterRecoveryActionsMenu' },
);

/** An action with the reason against it below its name, so that nobody has to hunt for it. */
const ActionItem = forwardRef<
  HTMLLIElement,
  {
    action: SessionAction;
    sessionId: string;
    onSelect(action: SessionActionName): void;
  }
>((props, ref) => {
  const classes = useStyles();
  const t = useWords();
  const { action } = props;
  const permissionReason = usePermissionReason({
    permission: actionPermissions[action.action],
    resourceRef: props.sessionId,
  });
  const reason = action.allowed ? permissionReason : action.reason;
  const words = action.isRetry
    ? t(`session.retry.${action.action}`)
    : t(`session.action.${action.action}`);
  return (
    <MenuItem
      ref={ref}
      className={`${classes.item} ${reason ? classes.blocked : ''}`}
      aria-disabled={reason ? true : undefined}
      onClick={() => !reason && props.onSelect(action.action)}
    >
      <ListItemText primary={words} secondary={reason} />
    </MenuItem>
  );
});

/** Every action of a session in the order of its life: those that can be done now, and why the others cannot. */
export function ActionsMenu(props: {
  session: FailoverSession;
  onSelect(action: SessionActionName): void;
}) {
  const t = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { session, onSelect } = props;
  const label = t('common.actions.more');
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <MoreVertIcon />
        </IconButton>
      </Tooltip>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': label }}
      >
        {session.actions.map(action => (
          <ActionItem
            key={action.action}
            action={action}
            sessionId={session.id}
            onSelect={name => {
              setAnchor(null);
              onSelect(name);
            }}
          />
        ))}
      </Menu>
    </>
  );
}
