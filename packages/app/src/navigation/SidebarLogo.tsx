import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LogoMark } from './LogoMark';

const useStyles = makeStyles(theme => ({
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    height: 2 * sidebarConfig.logoHeight,
    paddingLeft: theme.spacing(2.5),
    color: theme.palette.navigation.selectedColor,
    whiteSpace: 'nowrap',
  },
  name: {
    lineHeight: 1.15,
    fontWeight: 600,
  },
}));

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <Link to="/" underline="none" className={classes.link} aria-label="Home">
      <LogoMark />
      {isOpen && (
        <Typography variant="body2" className={classes.name}>
          Disaster Recovery
          <br />
          Portal
        </Typography>
      )}
    </Link>
  );
};
