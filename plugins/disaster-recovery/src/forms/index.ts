export {
  FormStateContext,
  useFieldProblem,
  type FormState,
} from './FieldContext';
export { FormField, type FormFieldProps } from './FormField';
export type { PlacedMessages, Problems } from './types';
