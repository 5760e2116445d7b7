import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { disasterRecoveryApiRef } from '../../api';
import { ActionButton, ErrorThreeLines } from '../../components';
import { InstancesTable } from '../../session/instances/InstancesTable';
import { useWords } from '../../useWords';
import { ChoiceCards } from '../ChoiceCards';
import { OperationProgress } from '../OperationProgress';
import { recommendRoute } from '../recommendRoute';
import { StepFrame } from '../StepFrame';
import { useStepAction } from '../useStepAction';
import { hasToInstallAgain, wizardStepState } from '../wizardSteps';
import type { WizardStepProps } from '../WizardStepProps';

/** Step 2: the choice of the route; and on the reinstall route, the agents. */
export function AgentsStep(props: WizardStepProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, chooseRoute, goTo } = props;
  // Of whichever route a session is, a machine that lost its source server gets it from a new agent.
  const again = hasToInstallAgain(session);
  const route = again ? 'reinstall' : props.route;
  const action = useStepAction({
    session,
    action: 'install-agents',
    call: () => api.installAgents(session.id),
    label: t('wizard.agents.start', { count: session.instanceCount }),
  });
  const advice = recommendRoute(session);
  const decided = session.route !== undefined;
  const done =
    route === 'native' || wizardStepState('agents', session) === 'done';
  const next = route === 'native' ? 'replicate' : 'mirror';

  let note = t('wizard.agents.before');
  if (action.running) {
    note = t('wizard.agents.running');
  } else if (done) {
    note = t(
      route === 'native' ? 'wizard.agents.noneNeeded' : 'wizard.agents.done',
    );
  } else if (action.failed || again) {
    note = t('wizard.retryKeeps');
  }

  return (
    <StepFrame
      title={t(
        decided ? `wizard.agents.titles.${route}` : 'wizard.agents.title',
      )}
      intro={
        decided
          ? t(`wizard.agents.decided.${again ? 'again' : route}`)
          : t('wizard.agents.intro', {
              source: session.sourceRegion,
              recovery: session.recoveryRegion,
            })
      }
      note={note}
      button={
        done ? (
          <ActionButton primary onClick={() => goTo(next)}>
            {t(`wizard.goTo.${next}`)}
          </ActionButton>
        ) : (
          !action.running && action.start()
        )
      }
    >
      {!decided && (
        <>
          <ChoiceCards
            label={t('wizard.agents.choice')}
            chosen={route}
            onChoose={chooseRoute}
            choices={(['native', 'reinstall'] as const).map(id => ({
              id,
              title:
                id === advice.route
                  ? t(`wizard.route.${id}.titleFits`)
                  : t(`wizard.route.${id}.title`),
              lines: [
                t(`wizard.route.${id}.does`),
                t(`wizard.route.${id}.takes`),
                t(`wizard.route.${id}.risks`),
              ],
            }))}
          />
          <Typography variant="body2">
            {t(`wizard.route.advice.${advice.reason}`, {
              count: advice.count,
            })}
          </Typography>
        </>
      )}
      {again && session.lastError && (
        <ErrorThreeLines error={session.lastError} />
      )}
      {action.error}
      {action.running && (
        <OperationProgress operation={session.currentOperation} />
      )}
      {route === 'reinstall' && decided && <InstancesTable session={session} />}
    </StepFrame>
  );
}
