import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderPage } from '../__testUtils__/renderPage';
import { CatalogField } from './CatalogField';
import { OWNERS } from './catalogKinds';

const entity = (kind: string, name: string, title: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace: 'default', name, title },
  spec: {},
});

const ENTITIES = [
  entity('Group', 'team-orders', 'Order people'),
  entity('Group', 'team-billing', 'Billing people'),
  entity('Component', 'orders-db', 'Order database'),
];

function Owner() {
  const [value, setValue] = useState('');
  return (
    <>
      <CatalogField
        path="owner"
        label="Owner"
        help="A group or user"
        kinds={OWNERS}
        value={value}
        onChange={setValue}
      />
      <output>{value}</output>
    </>
  );
}

async function type(catalog: CatalogApi, text: string) {
  const user = userEvent.setup();
  renderPage(<Owner />, { catalog });
  await user.type(await screen.findByLabelText('Owner'), text);
  return user;
}

describe('CatalogField', () => {
  it('offers the entities of its kinds that fit what is typed, and takes the reference of the one that is chosen', async () => {
    const user = await type(catalogApiMock({ entities: ENTITIES }), 'order');
    const option = await screen.findByRole('option', { name: /Order people/ });
    expect(screen.queryByText('Order database')).not.toBeInTheDocument();
    await user.click(option);
    expect(screen.getByRole('status')).toHaveTextContent(
      'group:default/team-orders',
    );
  });

  it('takes what is typed while the catalog is away', async () => {
    const catalog = catalogApiMock();
    catalog.queryEntities = async () => {
      throw new Error('The catalog is away');
    };
    await type(catalog, 'group:default/other{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('group:default/other');
  });
});
