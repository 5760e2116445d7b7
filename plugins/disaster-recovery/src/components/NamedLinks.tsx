import { Link } from '@backstage/core-components';
import { Fragment } from 'react';
import { useWords } from '../useWords';

/** Links side by side; a dash where there is none. */
export function NamedLinks(props: {
  links: readonly { id: string; name: string; to: string }[];
}) {
  const t = useWords();
  return (
    <>
      {props.links.length === 0 && t('common.none')}
      {props.links.map((link, index) => (
        <Fragment key={link.id}>
          {index > 0 && ', '}
          <Link to={link.to} onClick={event => event.stopPropagation()}>
            {link.name}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
