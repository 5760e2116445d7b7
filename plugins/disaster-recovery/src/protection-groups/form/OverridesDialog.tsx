import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { ProtectedServer } from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import { ActionButton, QuietButton } from '../../components';
import { useContentStyles } from '../../layout/useContentStyles';
import { useWords } from '../../useWords';
import { useLaunchValue } from '../useLaunchValue';
import type { GroupFields } from './groupFields';
import { LaunchForm } from './LaunchForm';
import { toConfigFields, type ConfigFields } from './launchFields';

/** Launch settings of one server that hold instead of the group's. */
export function OverridesDialog(props: {
  server: { sourceServerId: string; hostname?: string } | undefined;
  /** What is known of the server from the group as it was read. */
  known: ProtectedServer | undefined;
  fields: GroupFields;
  onChange(overrides: ConfigFields): void;
  onClose(): void;
}) {
  // Drawn outside of the page, whose styles for words do not reach here.
  const { words } = useContentStyles();
  const t = useWords();
  const titleId = useId();
  const write = useLaunchValue();
  const { server, known, fields } = props;
  if (!server) {
    return null;
  }
  const { sourceServerId, hostname } = server;
  return (
    <Dialog
      className={words}
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      maxWidth="md"
      fullWidth
    >
      <DialogTitle id={titleId}>
        {t('groups.overrides.title', { name: hostname ?? sourceServerId })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{t('groups.overrides.intro')}</DialogContentText>
        <LaunchForm
          path={`serverOverrides.${sourceServerId}`}
          fields={fields.serverOverrides[sourceServerId] ?? toConfigFields({})}
          onChange={props.onChange}
          regions={{ recovery: fields.region, origin: fields.sourceRegion }}
          inherited={(half, field) => {
            const ofGroup = fields.launchConfig[half][field];
            if (ofGroup !== '') {
              return t('launch.inherited.group', { value: ofGroup });
            }
            const captured = known?.captured?.settings[field];
            return half === 'origin' && captured !== undefined
              ? t('launch.inherited.captured', { value: write(captured) })
              : t('launch.leftToDrs');
          }}
        />
      </DialogContent>
      <DialogActions>
        <QuietButton onClick={() => props.onChange(toConfigFields({}))}>
          {t('groups.overrides.clear')}
        </QuietButton>
        <ActionButton primary onClick={props.onClose}>
          {t('groups.overrides.done')}
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}
