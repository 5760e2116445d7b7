import { makeStyles } from '@material-ui/core/styles';
import type {
  ProtectedServer,
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import {
  ActionButton,
  ErrorThreeLines,
  QuietButton,
  Section,
  toErrorDetails,
} from '../../components';
import { FormStateContext } from '../../forms';
import { useWords } from '../../useWords';
import type { ChoosableServer } from './choosableServers';
import { GroupBasics } from './GroupBasics';
import { parseGroupFields, toGroupFields } from './groupFields';
import { CAPTURED } from './launchFields';
import { LaunchForm } from './LaunchForm';
import { OverridesDialog } from './OverridesDialog';
import { placeServerMessage } from './placeServerMessage';
import { ServerPicker } from './ServerPicker';

const useStyles = makeStyles(
  theme => ({
    foot: {
      display: 'grid',
      gap: theme.spacing(2),
      marginTop: theme.spacing(3),
    },
    buttons: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
    },
  }),
  { name: 'DisasterRecoveryGroupForm' },
);

const NO_PROBLEMS = new Set<string>();
const NO_SERVERS: ProtectedServer[] = [];

/** The form of a group. What was typed stays, whatever the server answers. */
export function GroupForm(props: {
  /** The group to edit, as it was read; without it one is created. */
  group?: ProtectionGroup;
  saveLabel: string;
  pending: boolean;
  error: Error | undefined;
  /** Shown above the buttons, instead of the error. */
  notice?: ReactNode;
  onSave(input: ProtectionGroupInput): void;
  onCancel(): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { group, error, notice, onSave } = props;
  const [fields, setFields] = useState(() => toGroupFields(group));
  const [attempted, setAttempted] = useState(false);
  const [sent, setSent] = useState(fields);
  const [overriding, setOverriding] = useState<ChoosableServer>();

  const parsed = useMemo(() => parseGroupFields(fields), [fields]);
  const problems = 'problems' in parsed ? parsed.problems : NO_PROBLEMS;
  const state = useMemo(
    () => ({
      problems,
      attempted,
      refusals: error
        ? placeServerMessage(toErrorDetails(error).message, sent)
        : new Map<string, string>(),
    }),
    [problems, attempted, error, sent],
  );
  const openOverrides = useCallback(
    (server: ChoosableServer) => setOverriding(server),
    [],
  );

  const save = () => {
    setAttempted(true);
    if ('input' in parsed) {
      setSent(fields);
      onSave(parsed.input);
    }
  };

  return (
    <FormStateContext.Provider value={state}>
      <GroupBasics fields={fields} onChange={setFields} />
      <Section title={t('groups.picker.title')}>
        <ServerPicker
          groupId={group?.id}
          fields={fields}
          onChange={setFields}
          onOverrides={openOverrides}
        />
      </Section>
      <Section title={t('launch.title')} subtitle={t('launch.intro')}>
        <LaunchForm
          path="launchConfig"
          fields={fields.launchConfig}
          onChange={launchConfig =>
            setFields(before => ({ ...before, launchConfig }))
          }
          regions={{ recovery: fields.region, origin: fields.sourceRegion }}
          inherited={(half, field) =>
            half === 'origin' && CAPTURED.includes(field)
              ? t('launch.asCaptured')
              : t('launch.leftToDrs')
          }
        />
      </Section>
      <div className={classes.foot}>
        {notice ?? (error && <ErrorThreeLines error={error} />)}
        {attempted && problems.size > 0 && (
          <ErrorThreeLines
            error={new Error(t('common.form.fix', { count: problems.size }))}
          />
        )}
        <div className={classes.buttons}>
          <QuietButton onClick={props.onCancel}>
            {t('common.actions.cancel')}
          </QuietButton>
          <ActionButton primary pending={props.pending} onClick={save}>
            {props.saveLabel}
          </ActionButton>
        </div>
      </div>
      <OverridesDialog
        server={overriding}
        known={(group?.servers ?? NO_SERVERS).find(
          server => server.sourceServerId === overriding?.sourceServerId,
        )}
        fields={fields}
        onChange={overrides =>
          setFields(before => ({
            ...before,
            serverOverrides: {
              ...before.serverOverrides,
              [overriding!.sourceServerId]: overrides,
            },
          }))
        }
        onClose={() => setOverriding(undefined)}
      />
    </FormStateContext.Provider>
  );
}
