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

test('Who follows a link signs in there, and is where it leads', async ({
  page,
}) => {
  await page.goto('/disaster-recovery/recovery-plans?text=billing');
  await page.getByRole('button', { name: 'guest' }).click();

  await expect(
    page.getByRole('heading', { name: 'Recovery Plans', level: 2 }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'billing', exact: true }),
  ).toBeVisible();
  await expect(page).toHaveURL(/recovery-plans\?text=billing/);
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
