import { expect, fastPortal, signIn, test } from './support/portal';

// The same as another file's, for a portal takes long to start.
test.use({ portalOptions: fastPortal });

test('A visitor of the demo signs in and is in disaster recovery at once', async ({
  page,
}) => {
  await signIn(page, 'guest');

  await expect(page).toHaveURL(/\/disaster-recovery/);
  await expect(
    page.getByRole('heading', { name: 'Disaster Recovery' }).first(),
  ).toBeVisible();
});

test('The catalog holds what the company runs', async ({ page }) => {
  await signIn(page, 'jane.doe');

  await page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name: 'Catalog', exact: true })
    .click();

  await expect(
    page.getByRole('link', { name: 'Orders database' }),
  ).toBeVisible();
});
