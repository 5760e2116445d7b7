import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LAUNCH_SETTINGS_FIELDS } from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import { FormField } from '../../forms';
import { useWords } from '../../useWords';
import type { LaunchField } from '../launchConfigOf';
import { CHOICES, type ConfigFields } from './launchFields';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(300px, 100%), 1fr))',
      gap: theme.spacing(3),
    },
    half: { display: 'grid', gap: theme.spacing(2), alignContent: 'start' },
  }),
  { name: 'DisasterRecoveryLaunchForm' },
);

/** Help is given where the look of a value is not plain from its name. */
const EXPLAINED = [
  'subnetId',
  'securityGroupIds',
  'instanceProfileArn',
  'instanceType',
  'staticPrivateIp',
] as const;

function isExplained(field: LaunchField): field is (typeof EXPLAINED)[number] {
  return (EXPLAINED as readonly string[]).includes(field);
}

/** Both halves of launch settings side by side, to be typed. */
export function LaunchForm(props: {
  /** Where they are in the API's body: `launchConfig`, or `serverOverrides.` and the server's id. */
  path: string;
  fields: ConfigFields;
  onChange(fields: ConfigFields): void;
  regions: { recovery: string; origin: string };
  /** What holds for a field that is left empty. */
  inherited(half: keyof ConfigFields, field: LaunchField): string;
}) {
  const classes = useStyles();
  const t = useWords();
  const id = useId();
  const { path, fields, onChange, regions, inherited } = props;
  return (
    <div className={classes.root}>
      {(['recovery', 'origin'] as const).map(half => (
        <div
          key={half}
          role="group"
          aria-labelledby={`${id}-${half}`}
          className={classes.half}
        >
          <div>
            <Typography id={`${id}-${half}`} variant="subtitle1" component="h4">
              {t(`launch.${half}Head`, {
                region: regions[half] || t('launch.regionUnknown'),
              })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`launch.${half}Help`)}
            </Typography>
          </div>
          {LAUNCH_SETTINGS_FIELDS.map(field => (
            <FormField
              key={field}
              path={`${path}.${half}.${field}`}
              label={t(`launch.fields.${field}`)}
              help={isExplained(field) ? t(`launch.help.${field}`) : undefined}
              value={fields[half][field]}
              placeholder={inherited(half, field)}
              options={CHOICES[field]?.map(value => ({
                value,
                label: t(`launch.${value}` as 'launch.yes'),
              }))}
              onChange={value =>
                onChange({
                  ...fields,
                  [half]: { ...fields[half], [field]: value },
                })
              }
            />
          ))}
        </div>
      ))}
    </div>
  );
}
