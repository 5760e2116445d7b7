import { expect, Locator, Page } from '@playwright/test';

/** How a person reaches what is on the page: with the mouse, or without one. */
export interface Hands {
  /** Presses a button, or follows a link. */
  press(target: Locator): Promise<void>;
  /** Goes to one of a row of tabs. */
  turnTo(tab: Locator): Promise<void>;
  /** Chooses one of a group of radio buttons. */
  choose(radio: Locator): Promise<void>;
  /** Opens a menu, and chooses one of its items. */
  pick(menu: Locator, item: Locator): Promise<void>;
  /** Writes into a field. */
  write(field: Locator, text: string): Promise<void>;
}

/** The mouse; the keyboard only for text. */
export function mouse(): Hands {
  return {
    press: target => target.click(),
    turnTo: tab => tab.click(),
    choose: radio => radio.click(),
    pick: async (menu, item) => {
      await menu.click();
      await item.click();
    },
    write: async (field, text) => {
      await field.click();
      await field.fill(text);
    },
  };
}

/** More than any page has stops. */
const STOPS = 150;

/** The keyboard alone: Tab, Enter, Space and the arrows. */
export function keyboard(page: Page): Hands {
  const hasFocus = (target: Locator) =>
    target.evaluate(element => element === document.activeElement);

  const reach = async (target: Locator) => {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await hasFocus(target)) {
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${target}`);
  };

  const arrowTo = async (
    target: Locator,
    done: () => Promise<boolean>,
    arrow = 'ArrowDown',
  ) => {
    for (let step = 0; step < 20; step += 1) {
      if (await done()) {
        return;
      }
      await page.keyboard.press(arrow);
    }
    throw new Error(`The arrow keys never came to ${target}`);
  };

  return {
    press: async target => {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    turnTo: async tab => {
      // Of a row of tabs, Tab comes to the one that is open; arrows move from there.
      await reach(
        page
          .getByRole('tablist')
          .filter({ has: tab })
          .getByRole('tab', { selected: true }),
      );
      await arrowTo(tab, () => hasFocus(tab), 'ArrowRight');
      await page.keyboard.press('Enter');
    },
    choose: async radio => {
      // Of a group, Tab comes to the one that is chosen; arrows move from there.
      await reach(
        page
          .getByRole('radiogroup')
          .filter({ has: radio })
          .getByRole('radio', { checked: true }),
      );
      await arrowTo(radio, () => radio.isChecked());
    },
    pick: async (menu, item) => {
      await reach(menu);
      await page.keyboard.press('Enter');
      await expect(item).toBeVisible();
      await arrowTo(item, () => hasFocus(item));
      await page.keyboard.press('Enter');
    },
    write: async (field, text) => {
      await reach(field);
      await page.keyboard.type(text);
    },
  };
}
