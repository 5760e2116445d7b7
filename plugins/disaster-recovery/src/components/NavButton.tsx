import { LinkButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  { root: { textTransform: 'none', whiteSpace: 'nowrap' } },
  { name: 'DisasterRecoveryNavButton' },
);

/** A quiet button that leads to another page; `primary` where going there is the one thing to do. */
export function NavButton(props: {
  to: string;
  children: string;
  primary?: boolean;
}) {
  const classes = useStyles();
  return (
    <LinkButton
      to={props.to}
      className={classes.root}
      variant={props.primary ? 'contained' : 'outlined'}
      color={props.primary ? 'primary' : 'default'}
    >
      {props.children}
    </LinkButton>
  );
}
