import { alpha, type Theme } from '@material-ui/core/styles';

/**
 * The color of what is said beside the point. The theme's own secondary text is too pale for small letters on the page's
 * background.
 */
export function quietText(theme: Theme): string {
  return alpha(theme.palette.text.primary, 0.72);
}
