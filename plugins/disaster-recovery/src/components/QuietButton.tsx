import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  { root: { textTransform: 'none', whiteSpace: 'nowrap' } },
  { name: 'DisasterRecoveryQuietButton' },
);

/** A button without a frame, for what is beside the point: cancel, show more, next page. */
export function QuietButton(props: {
  children: string;
  onClick(): void;
  disabled?: boolean;
  small?: boolean;
}) {
  const classes = useStyles();
  return (
    <Button
      className={classes.root}
      size={props.small ? 'small' : undefined}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </Button>
  );
}
