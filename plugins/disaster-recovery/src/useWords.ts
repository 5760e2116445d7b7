import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { disasterRecoveryTranslationRef } from './translation';

type PluralSuffix = '_one' | '_other';
type WithoutPlural<K extends string> = K extends `${infer Base}${PluralSuffix}`
  ? Base
  : K;

/** The key of a message, `page.name`; of a message with plural forms, without their suffix. */
export type MessageKey = WithoutPlural<
  keyof (typeof disasterRecoveryTranslationRef)['T'] & string
>;

/**
 * Turns a message's key into the reader's words. Looser than the framework's own type in one thing: numbers may be given
 * as they are.
 */
export interface Words {
  (key: MessageKey, values?: Record<string, string | number>): string;
  (
    key: MessageKey,
    values: Record<string, string | number | JSX.Element>,
  ): JSX.Element;
}

/** The function that turns a message's key into the reader's words. */
export function useWords(): Words {
  return useTranslationRef(disasterRecoveryTranslationRef).t as Words;
}
