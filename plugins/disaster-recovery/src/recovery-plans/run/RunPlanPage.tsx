import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  executionTypeSchema,
  recoveryPlanRunDrillPermission,
  recoveryPlanRunRecoveryPermission,
  type ExecutionType,
  type Preflight,
  type RecoveryPlan,
} from '@internal/plugin-disaster-recovery-common';
import { makeStyles } from '@material-ui/core/styles';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  ErrorThreeLines,
  LiveContent,
  PageHeading,
  PermittedButton,
  RegionRoute,
} from '../../components';
import { StaleMark, useLive } from '../../live';
import { executionRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ChoiceCards } from '../../wizard/ChoiceCards';
import { PreflightReport } from './PreflightReport';
import { RecoveryConfirm } from './RecoveryConfirm';

const useStyles = makeStyles(
  theme => ({
    foot: {
      display: 'grid',
      justifyItems: 'start',
      gap: theme.spacing(1),
      marginTop: theme.spacing(3),
    },
  }),
  { name: 'DisasterRecoveryRunPlan' },
);

const PERMISSIONS = {
  DRILL: recoveryPlanRunDrillPermission,
  RECOVERY: recoveryPlanRunRecoveryPermission,
};

function RunButton(props: {
  plan: RecoveryPlan;
  executionType: ExecutionType;
  preflight: Preflight | undefined;
  accepted: ReadonlySet<string>;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const client = useQueryClient();
  const executionPath = useRouteRef(executionRouteRef);
  const [confirming, setConfirming] = useState(false);
  const { plan, executionType, preflight, accepted } = props;
  const losses =
    preflight?.destroys.map(instance => instance.recoveryInstanceId) ?? [];
  const run = useMutation({
    mutationFn: () =>
      api.runRecoveryPlan(plan.id, {
        executionType,
        // Only what the preflight that was read has named; what it did not name is not given away.
        acceptDestroyed: losses.filter(id => accepted.has(id)),
      }),
    onSuccess: execution => {
      client.invalidateQueries({ queryKey: ['recovery-plan', plan.id] });
      navigate(executionPath({ executionId: execution.id }));
    },
    onError: () =>
      client.invalidateQueries({
        queryKey: ['recovery-plan', plan.id, 'preflight'],
      }),
  });

  const reason = () => {
    if (!preflight) {
      return t('plans.run.loading');
    }
    if (preflight.blocked) {
      return t('plans.run.blocked');
    }
    return losses.every(id => accepted.has(id))
      ? undefined
      : t('plans.run.notAccepted');
  };
  const drill = executionType === 'DRILL';
  return (
    <>
      {run.error && !confirming && <ErrorThreeLines error={run.error} />}
      <span>
        <PermittedButton
          // What a permission says is remembered by the button.
          key={executionType}
          primary
          permission={PERMISSIONS[executionType]}
          resourceRef={plan.id}
          reason={reason()}
          pending={run.isPending}
          onClick={() => (drill ? run.mutate() : setConfirming(true))}
        >
          {drill ? t('plans.run.startDrill') : t('plans.run.startRecovery')}
        </PermittedButton>
      </span>
      {preflight && (
        <RecoveryConfirm
          preflight={preflight}
          open={confirming}
          onClose={() => setConfirming(false)}
          onConfirm={() => run.mutateAsync()}
        />
      )}
    </>
  );
}

function RunPlan(props: { plan: RecoveryPlan }) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { plan } = props;
  const [search, setSearch] = useSearchParams();
  const executionType =
    executionTypeSchema.safeParse(search.get('type')).data ?? 'DRILL';
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const preflight = useLive({
    key: ['recovery-plan', plan.id, 'preflight', executionType],
    fetch: () => api.getPreflight(plan.id, executionType),
  });
  return (
    <>
      <ChoiceCards
        label={t('plans.run.choice')}
        chosen={executionType}
        onChoose={type => setSearch({ type }, { replace: true })}
        choices={executionTypeSchema.options.map(id => ({
          id,
          title: t(`plans.run.type.${id}.title`),
          lines: (['does', 'keeps', 'after'] as const).map(line =>
            t(`plans.run.type.${id}.${line}`, {
              region: plan.region,
              sourceRegion: plan.sourceRegion,
            }),
          ),
        }))}
      />
      <LiveContent query={preflight}>
        {report => (
          <PreflightReport
            preflight={report}
            accepted={accepted}
            onAccept={(id, isAccepted) =>
              setAccepted(before => {
                const after = new Set(before);
                after[isAccepted ? 'add' : 'delete'](id);
                return after;
              })
            }
          />
        )}
      </LiveContent>
      <div className={classes.foot}>
        <RunButton
          plan={plan}
          executionType={executionType}
          preflight={preflight.data}
          accepted={accepted}
        />
        <StaleMark query={preflight} />
      </div>
    </>
  );
}

/** Runs a plan, as a drill or a recovery: what would happen in which order, what it destroys, and what stands against it. */
export function RunPlanPage() {
  const { planId = '' } = useParams();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const query = useLive({
    key: ['recovery-plan', planId],
    fetch: () => api.getRecoveryPlan(planId),
  });
  return (
    <LiveContent query={query}>
      {plan => (
        <>
          <PageHeading
            title={t('plans.run.title', { name: plan.name })}
            subtitle={t('plans.run.subtitle')}
            aside={<RegionRoute from={plan.sourceRegion} to={plan.region} />}
          />
          <RunPlan plan={plan} />
        </>
      )}
    </LiveContent>
  );
}
