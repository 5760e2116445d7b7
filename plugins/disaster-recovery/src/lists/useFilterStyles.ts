import { makeStyles } from '@material-ui/core/styles';

export const useFilterStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(2),
    },
    text: { flex: '2 1 220px' },
    field: { flex: '1 1 150px', maxWidth: 240 },
  }),
  { name: 'DisasterRecoveryFilters' },
);
