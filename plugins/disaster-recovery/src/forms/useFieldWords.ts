import { useWords } from '../useWords';
import { useFieldProblem } from './FieldContext';

/** What stands below a field: what is wrong with it, or else how a value looks. */
export function useFieldWords(options: {
  path: string;
  value: string;
  help?: string;
}): { error: boolean; helperText?: string } {
  const t = useWords();
  const { help } = options;
  const problem = useFieldProblem(options.path, options.value);
  if (problem === undefined) {
    return { error: false, helperText: help };
  }
  if (typeof problem === 'object') {
    return { error: true, helperText: problem.refused };
  }
  return {
    error: true,
    helperText:
      problem === 'missing'
        ? t('common.form.missing')
        : t('common.form.invalid', { help: help ?? '' }),
  };
}
