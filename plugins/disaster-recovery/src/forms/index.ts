export {
  FormStateContext,
  useFieldProblem,
  type FormState,
} from './FieldContext';
export { CatalogField } from './CatalogField';
export { OWNERS, RECOVERED } from './catalogKinds';
export { EditPage, type Edited } from './EditPage';
export { FormFoot, type FormPageProps } from './FormFoot';
export { FormField, type FormFieldProps } from './FormField';
export type { PlacedMessages, Problems } from './types';
