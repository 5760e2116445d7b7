import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../components/quietText';

/** What holds for words wherever the plugin writes: in its own sections, and in the catalog. */
export const useContentStyles = makeStyles(
  theme => ({
    words: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
      '& .MuiTypography-colorTextSecondary': { color: quietText(theme) },
      '& .MuiFormLabel-root:not(.Mui-focused)': { color: quietText(theme) },
      '& .MuiFormHelperText-root:not(.Mui-error)': { color: quietText(theme) },
      // A link within a line is told by more than its color.
      '& .MuiTypography-root a, & .MuiAlert-message a': {
        textDecoration: 'underline',
      },
    },
  }),
  { name: 'DisasterRecoveryContent' },
);
