import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../api';
import { ActionButton, ErrorThreeLines, QuietButton } from '../components';
import { useLive } from '../live';
import { sessionRouteRef } from '../routes';
import { useContentStyles } from '../layout/useContentStyles';
import { useWords } from '../useWords';
import {
  NO_ADOPTION,
  parseAdoption,
  type AdoptionFields,
} from './parseAdoption';

/** Makes a session of a failover that was started outside the portal. */
export function AdoptDialog(props: { open: boolean; onClose(): void }) {
  // Drawn outside of the page, whose styles for words do not reach here.
  const { words } = useContentStyles();
  const t = useWords();
  const titleId = useId();
  const api = useApi(disasterRecoveryApiRef);
  const navigate = useNavigate();
  const sessionPath = useRouteRef(sessionRouteRef);
  const [fields, setFields] = useState(NO_ADOPTION);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const first = useRef<HTMLInputElement>(null);
  const plans = useLive({
    key: ['recovery-plan', 'list', 'for-adoption'],
    fetch: () => api.listRecoveryPlans({ limit: 200, orderBy: 'name' }),
    enabled: props.open,
  });

  const parsed = parseAdoption(fields);
  const invalid = 'invalid' in parsed ? parsed.invalid : undefined;

  const adopt = async () => {
    if (!('input' in parsed)) {
      return;
    }
    setPending(true);
    setError(undefined);
    try {
      const session = await api.adoptSession(parsed.input);
      navigate(sessionPath({ sessionId: session.id }));
    } catch (caught) {
      setError(caught as Error);
    } finally {
      setPending(false);
    }
  };

  const field = (
    key: keyof AdoptionFields,
    label: string,
    help: string,
    wrong?: string,
  ) => {
    const showWrong =
      wrong !== undefined &&
      fields[key] !== '' &&
      invalid?.has(key as never) === true;
    return {
      id: `${titleId}-${key}`,
      label,
      value: fields[key],
      onChange: (event: { target: { value: string } }) =>
        setFields({ ...fields, [key]: event.target.value }),
      error: showWrong,
      helperText: showWrong ? wrong : help,
      fullWidth: true,
      margin: 'dense' as const,
      variant: 'outlined' as const,
    };
  };

  return (
    <Dialog
      className={words}
      open={props.open}
      onClose={props.onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
      TransitionProps={{ onEntered: () => first.current?.focus() }}
    >
      <DialogTitle id={titleId}>{t('sessions.adopt.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{t('sessions.adopt.intro')}</DialogContentText>
        <TextField
          inputRef={first}
          required
          {...field(
            'accountId',
            t('sessions.adopt.accountId'),
            t('sessions.adopt.accountHelp'),
            t('sessions.adopt.invalidAccount'),
          )}
        />
        <TextField
          required
          {...field(
            'region',
            t('sessions.adopt.region'),
            t('common.filters.regionExample'),
            t('sessions.adopt.invalidRegion'),
          )}
        />
        <TextField
          required
          multiline
          rowsMax={6}
          {...field(
            'jobIds',
            t('sessions.adopt.jobIds'),
            t('sessions.adopt.jobIdsHelp'),
            t('sessions.adopt.invalidJobs'),
          )}
        />
        <TextField
          {...field(
            'name',
            t('sessions.adopt.name'),
            t('sessions.adopt.nameHelp'),
          )}
        />
        <TextField
          {...field(
            'owner',
            t('sessions.adopt.owner'),
            t('sessions.adopt.ownerHelp'),
            t('sessions.adopt.ownerHelp'),
          )}
        />
        <TextField
          select
          {...field('recoveryPlanId', t('sessions.adopt.plan'), '')}
          SelectProps={{ displayEmpty: true }}
          InputLabelProps={{ shrink: true }}
        >
          <MenuItem value="">{t('sessions.adopt.noPlan')}</MenuItem>
          {plans.data?.items.map(plan => (
            <MenuItem key={plan.id} value={plan.id}>
              {plan.name}
            </MenuItem>
          ))}
        </TextField>
        {error && <ErrorThreeLines error={error} />}
      </DialogContent>
      <DialogActions>
        <QuietButton onClick={props.onClose}>
          {t('common.actions.cancel')}
        </QuietButton>
        <ActionButton
          primary
          pending={pending}
          reason={invalid && t('sessions.adopt.missing')}
          onClick={adopt}
        >
          {t('sessions.adopt.submit')}
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}
