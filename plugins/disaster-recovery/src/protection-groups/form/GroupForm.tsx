import type {
  ProtectedServer,
  ProtectionGroup,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import { useCallback, useMemo, useState } from 'react';
import { Section, toErrorDetails } from '../../components';
import { FormFoot, FormStateContext, type FormPageProps } from '../../forms';
import { useWords } from '../../useWords';
import type { ChoosableServer } from './choosableServers';
import { GroupBasics } from './GroupBasics';
import { parseGroupFields, toGroupFields } from './groupFields';
import { CAPTURED } from './launchFields';
import { LaunchForm } from './LaunchForm';
import { OverridesDialog } from './OverridesDialog';
import { placeServerMessage } from './placeServerMessage';
import { ServerPicker } from './ServerPicker';

const NO_PROBLEMS = new Set<string>();
const NO_SERVERS: ProtectedServer[] = [];

/** The form of a group. What was typed stays, whatever the server answers. */
export function GroupForm(
  props: FormPageProps<ProtectionGroupInput> & {
    /** The group to edit, as it was read; without it one is created. */
    group?: ProtectionGroup;
  },
) {
  const t = useWords();
  const { group, error, onSave } = props;
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
      <FormFoot
        {...props}
        problemCount={attempted ? problems.size : 0}
        onSave={save}
      />
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
