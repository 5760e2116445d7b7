import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useWords } from '../useWords';

/** A link to an owner or another catalog entity; a dash where there is none. */
export function EntityLink(props: { entityRef: string | undefined }) {
  const t = useWords();
  return props.entityRef ? (
    <EntityRefLink entityRef={props.entityRef} hideIcon />
  ) : (
    <>{t('common.none')}</>
  );
}

/** A person or service that did something: a link for catalog entities, the plain name otherwise. */
export function Principal(props: { principal: string }) {
  return /^(user|group):/.test(props.principal) ? (
    <EntityRefLink entityRef={props.principal} hideIcon />
  ) : (
    <>{props.principal}</>
  );
}
