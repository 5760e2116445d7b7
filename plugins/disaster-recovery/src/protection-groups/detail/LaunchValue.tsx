import Typography from '@material-ui/core/Typography';
import { useWords } from '../../useWords';
import type { SharedValue, SourcedValue } from '../launchConfigOf';
import { useLaunchValue } from '../useLaunchValue';

/** So many different values of a group's servers are written out; more are counted. */
const WRITTEN_OUT = 3;

/** A value of the launch settings, and where it comes from when that is not the plain case. */
export function LaunchValue(props: { value: SourcedValue }) {
  const t = useWords();
  const write = useLaunchValue();
  const { value, source } = props.value;
  if (source === 'none') {
    return (
      <Typography variant="body2" color="textSecondary" component="span">
        {t('common.none')}
      </Typography>
    );
  }
  return (
    <>
      {write(value)}
      {source !== 'group' && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t(`launch.source.${source}`)}
        </Typography>
      )}
    </>
  );
}

/** A value that the servers of a group share; or each of a few values with the servers that have it; or how many there are. */
export function SharedLaunchValue(props: { values: SharedValue[] }) {
  const t = useWords();
  const write = useLaunchValue();
  const { values } = props;
  if (values.length <= 1) {
    return (
      <LaunchValue value={values[0] ?? { value: undefined, source: 'none' }} />
    );
  }
  if (values.length > WRITTEN_OUT) {
    return (
      <Typography variant="body2" color="textSecondary" component="span">
        {t('launch.differs', { count: values.length })}
      </Typography>
    );
  }
  return (
    <>
      {values.map(({ value, source, servers }) => (
        <div key={`${source}-${write(value)}`}>
          {write(value)}{' '}
          <Typography variant="caption" color="textSecondary">
            {servers.length === 1
              ? servers[0].hostname ?? servers[0].sourceServerId
              : t('groups.servers', { count: servers.length })}
          </Typography>
        </div>
      ))}
    </>
  );
}
