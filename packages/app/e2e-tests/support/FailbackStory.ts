import { expect, Locator, Page } from '@playwright/test';
import type { Hands } from './hands';
import type { SessionFacts } from './disasterRecovery';

/** Simulated minutes pass in seconds; a slow machine takes longer to show them. */
const WORK = { timeout: 60_000 };

export type Route = 'reinstall' | 'native';

const ROUTES: Record<Route, RegExp> = {
  reinstall: /^Reinstall: a fresh agent on each instance/,
  native: /^Native: AWS reverses the replication/,
};

/** The way of a session from failover to cleanup through the pages, with what a person sees at each stage. */
export class FailbackStory {
  readonly #page: Page;
  readonly #hands: Hands;
  readonly #session: SessionFacts;

  constructor(page: Page, hands: Hands, session: SessionFacts) {
    this.#page = page;
    this.#hands = hands;
    this.#session = session;
  }

  button(name: string | RegExp): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.#page.getByRole('heading', { name, exact: true });
  }

  /** The status beside the page's title. */
  async seeStatus(words: string | RegExp) {
    await expect(
      this.#page.locator('header', { hasText: this.#session.name }),
    ).toContainText(words, WORK);
  }

  /** A step of the wizard with its state, in the list at the side. */
  async seeStep(name: string, state: string) {
    await expect(
      this.#page
        .getByRole('navigation', { name: 'Steps of the failback' })
        .getByRole('listitem')
        .filter({ hasText: name }),
    ).toContainText(state, WORK);
  }

  async press(name: string | RegExp) {
    const button = this.button(name);
    await expect(button).toBeVisible(WORK);
    await expect(button).not.toHaveAttribute('aria-disabled', 'true', WORK);
    await this.#hands.press(button);
  }

  /** From the list, where the session waits under "Needs you", to its page. */
  async openFromList() {
    const { name } = this.#session;
    await expect(
      this.#page.getByRole('tab', { name: 'Needs you (1)', selected: true }),
    ).toBeVisible();
    const row = this.#page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Failed over');
    await expect(row).toContainText('Prepare the failback');
    await expect(row).toContainText('from us-east-1 to us-west-2');
    await this.#hands.press(this.#page.getByRole('link', { name }));

    await expect(this.heading(name)).toBeVisible();
    await this.seeStatus('Failed over');
    for (const { hostname } of this.#session.instances) {
      await expect(this.button(hostname)).toBeVisible();
    }
  }

  /** What cannot be done yet is there, with the reason. */
  async seeWhyNot(action: string, reason: string | RegExp) {
    const menu = this.button('More actions');
    await this.#hands.press(menu);
    const item = this.#page.getByRole('menuitem', { name: action });
    await expect(item).toHaveAttribute('aria-disabled', 'true');
    await expect(item).toContainText(reason);
    await this.#page.keyboard.press('Escape');
    await expect(item).toBeHidden();
  }

  /** Steps 1 and 2 up to the choice of the route. */
  async reviewAndChoose(route: Route) {
    await this.press('Prepare the failback');
    await expect(this.#page).toHaveURL(/\/wizard\/review$/);
    await expect(this.heading('Review what failed over')).toBeVisible();
    await expect(
      this.#page.getByText('Every instance can fail back.'),
    ).toBeVisible();
    await this.press('Go on to the agents');

    await expect(this.#page).toHaveURL(/\/wizard\/agents$/);
    const native = this.#page.getByRole('radio', { name: ROUTES.native });
    await expect(native).toBeChecked();
    await expect(
      this.#page.getByText(/^Native fits: all 8 instances/),
    ).toBeVisible();
    if (route !== 'native') {
      await this.#hands.choose(
        this.#page.getByRole('radio', { name: ROUTES[route] }),
      );
      await expect(this.#page).toHaveURL(/route=reinstall$/);
    }
  }

  async installAgents() {
    await this.press('Install agents on 8 instances');
    await this.seeStatus('Installing agents');
    await expect(
      this.#page.getByRole('progressbar', { name: 'Install agents' }),
    ).toBeVisible();
  }

  async mirror(route: Route) {
    await expect(this.heading('Mirror the configuration')).toBeVisible();
    await this.press('Mirror the configuration');
    await this.seeStep('Mirror configuration', 'Done');
    await expect(
      this.#page.getByText('The configuration is mirrored.'),
    ).toBeVisible();
    // The proof: fields of the original beside those of the mirror, with what became of them.
    await expect(
      this.#page.getByRole('table').getByText('Swapped').first(),
    ).toBeVisible();
    await this.press(
      route === 'native'
        ? 'Watch the replication'
        : 'Go on to reverse replication',
    );
  }

  async replicateBack(route: Route) {
    await expect(this.heading('Start reverse replication')).toBeVisible();
    await this.press('Start reverse replication of 8 instances');
    await this.press(
      route === 'native' ? 'Go on to mirroring' : 'Watch the replication',
    );
  }

  /** Step 5 leads to step 6 by itself; one who comes when everything is ready goes on by hand. */
  async watch() {
    const goOn = this.button('Go on to the failback');
    const execute = this.heading('Fail back, as a drill or for real');
    await expect(goOn.or(execute).first()).toBeVisible(WORK);
    if (await goOn.isVisible()) {
      await this.#hands.press(goOn);
    }
    await expect(this.#page).toHaveURL(/\/wizard\/execute$/, WORK);
    await this.seeStatus('Ready for failback');
  }

  /** A drill, seen alive in the source region and terminated again. */
  async drill() {
    await expect(
      this.#page.getByRole('radio', { name: /^Drill/ }),
    ).toBeChecked();
    await expect(this.#page.getByText('Nothing is destroyed.')).toBeVisible();
    await this.press('Run the drill');
    await expect(this.#page.getByRole('list', { name: 'Waves' })).toContainText(
      'Database',
      WORK,
    );

    await expect(
      this.#page.getByText('A drill is running in us-east-1'),
    ).toBeVisible(WORK);
    await this.press('Terminate the drill');
    const dialog = this.#page.getByRole('dialog');
    await expect(
      dialog.getByRole('region', { name: 'What is destroyed' }),
    ).toContainText('orders-db-1');
    await expect(
      dialog.getByRole('region', { name: 'What stays' }),
    ).toContainText('Every recovery instance in us-west-2 goes on running.');
    await this.confirmByName('Terminate the drill');
    await expect(
      this.#page.getByText('A drill is running in us-east-1'),
    ).toBeHidden(WORK);
  }

  async failBack() {
    await this.#hands.choose(
      this.#page.getByRole('radio', { name: /^Failback/ }),
    );
    await expect(
      this.#page.getByText(/^Failing back now loses/).first(),
    ).toBeVisible(WORK);
    await this.press('Fail back');
    await expect(
      this.#page.getByRole('dialog').getByRole('region', {
        name: 'What happens, in this order',
      }),
    ).toContainText(/Database: 2 instances are launched in us-east-1/);
    await this.confirmByName('Fail back');
    await expect(this.heading('Failed back')).toBeVisible(WORK);
    await this.seeStatus('Failed back');
  }

  async reProtect() {
    await this.press('Re-protect');
    const dialog = this.#page.getByRole('dialog');
    await expect(dialog).toContainText(
      'Replication starts from the failback instances in us-east-1 to us-west-2.',
    );
    await this.#hands.press(dialog.getByRole('button', { name: 'Re-protect' }));
    await expect(dialog).toBeHidden();
    await this.seeStatus('Re-protected');
  }

  async cleanUp() {
    await this.press('Clean up the recovery region');
    await expect(this.#page).toHaveURL(/\/cleanup$/);
    await expect(
      this.#page.getByRole('table', { name: /^What is done: \d+ steps/ }),
    ).toContainText('Recovery instance');
    await expect(
      this.#page.getByRole('table', { name: /^What stays: \d+ resource/ }),
    ).toContainText('Failback instance');
    await this.press('Clean up the recovery region');
    await this.confirmByName('Clean up the recovery region');
    await expect(
      this.#page.getByText(
        'Everything that the failover left in us-west-2 is gone.',
      ),
    ).toBeVisible(WORK);
    await this.seeStatus('Cleaned up');
  }

  /** A dialog's button says why it does nothing until the session's name is typed. */
  async confirmByName(label: string) {
    const dialog = this.#page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: label });
    await expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await expect(confirm).toHaveAccessibleDescription(
      `Type ${this.#session.name} to confirm`,
    );
    await this.#hands.write(dialog.getByRole('textbox'), this.#session.name);
    await this.#hands.press(confirm);
    await expect(dialog).toBeHidden();
  }
}
