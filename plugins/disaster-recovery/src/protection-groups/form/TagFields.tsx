import IconButton from '@material-ui/core/IconButton';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import { useId } from 'react';
import { QuietButton } from '../../components';
import { useWords } from '../../useWords';
import type { GroupFields } from './groupFields';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
    row: { display: 'flex', gap: theme.spacing(1), alignItems: 'center' },
  }),
  { name: 'DisasterRecoveryTagFields' },
);

/** Tags that must all match, as pairs of key and value. */
export function TagFields(props: {
  tags: GroupFields['tags'];
  onChange(tags: GroupFields['tags']): void;
}) {
  const classes = useStyles();
  const id = useId();
  const t = useWords();
  const { tags, onChange } = props;
  const change = (index: number, values: Partial<(typeof tags)[number]>) =>
    onChange(
      tags.map((tag, at) => (at === index ? { ...tag, ...values } : tag)),
    );
  return (
    <div className={classes.root}>
      {tags.map((tag, index) => (
        <div key={index} className={classes.row}>
          <TextField
            id={`${id}-key-${index}`}
            label={t('groups.picker.tagKey', { number: index + 1 })}
            value={tag.key}
            onChange={event => change(index, { key: event.target.value })}
            variant="outlined"
            size="small"
          />
          <TextField
            id={`${id}-value-${index}`}
            label={t('groups.picker.tagValue', { number: index + 1 })}
            value={tag.value}
            onChange={event => change(index, { value: event.target.value })}
            variant="outlined"
            size="small"
          />
          <IconButton
            size="small"
            aria-label={t('groups.picker.removeTag', { number: index + 1 })}
            disabled={tags.length === 1}
            onClick={() => onChange(tags.filter((_, at) => at !== index))}
          >
            <DeleteIcon />
          </IconButton>
        </div>
      ))}
      <QuietButton
        small
        onClick={() => onChange([...tags, { key: '', value: '' }])}
      >
        {t('groups.picker.addTag')}
      </QuietButton>
    </div>
  );
}
