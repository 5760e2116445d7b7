import Typography from '@material-ui/core/Typography';
import { QuietButton } from '../components/QuietButton';
import { useWords } from '../useWords';
import type { StableOrder } from './useStableOrder';

/** Offers to sort live rows again, when they would stand in another order by now. */
export function NewOrderNotice(props: { order: StableOrder<unknown> }) {
  const t = useWords();
  if (!props.order.hasNewOrder) {
    return null;
  }
  return (
    <Typography variant="caption" component="span" color="textSecondary">
      {t('common.live.newOrder')}{' '}
      <QuietButton small onClick={props.order.applyOrder}>
        {t('common.live.applyOrder')}
      </QuietButton>
    </Typography>
  );
}
