import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PlanFinding } from '@internal/plugin-disaster-recovery-common';
import { ErrorThreeLines, Status } from '../../components';
import { useWords } from '../../useWords';
import { FindingList } from '../FindingList';
import { parseForValidation, type PlanFields } from './planFields';
import { useValidation } from './useValidation';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(1) } }),
  { name: 'DisasterRecoveryValidationLine' },
);

/** Under the graph: how large the plan is, and what stands against it, as one types. */
export function ValidationLine(props: {
  fields: PlanFields;
  /** The plan that is edited; without it one is created. */
  planId: string | undefined;
  onWave(number: number): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { fields, planId, onWave } = props;
  const input = parseForValidation(fields);
  const validation = useValidation(input, planId);

  // Known here without asking, and the reason why the server cannot be asked yet.
  const incomplete: PlanFinding[] = fields.waves.flatMap((wave, index) =>
    wave.protectionGroupIds.length === 0
      ? {
          severity: 'warning' as const,
          code: 'NO_GROUP',
          message: t('plans.editor.noGroup', { name: wave.name }),
          waveNumber: index + 1,
        }
      : [],
  );
  const { data, error } = validation;
  const pending = input !== undefined && validation.isTyping;

  const line = () => {
    if (input === undefined) {
      return (
        <Status tone="waiting">
          {incomplete.length > 0
            ? t('plans.editor.needsGroups')
            : t('plans.editor.needsFields')}
        </Status>
      );
    }
    if (!data) {
      return <Status tone="running">{t('plans.editor.checking')}</Status>;
    }
    const size = {
      servers: t('plans.serverCount', { count: data.serverCount }),
      jobs: t('plans.jobCount', { count: data.jobCount }),
    };
    if (!data.valid) {
      return <Status tone="error">{t('plans.editor.invalid', size)}</Status>;
    }
    return data.findings.length > 0 ? (
      <Status tone="warning">{t('plans.editor.warned', size)}</Status>
    ) : (
      <Status tone="ok">{t('plans.editor.valid', size)}</Status>
    );
  };

  return (
    <section
      aria-label={t('plans.editor.validation')}
      aria-live="polite"
      aria-busy={pending || validation.isFetching}
      className={classes.root}
    >
      <Typography variant="body2" component="div">
        {line()}
      </Typography>
      {input !== undefined && error ? (
        <ErrorThreeLines error={error} />
      ) : (
        <FindingList
          label={t('plans.findings')}
          findings={input === undefined ? incomplete : data?.findings ?? []}
          onWave={onWave}
        />
      )}
    </section>
  );
}
