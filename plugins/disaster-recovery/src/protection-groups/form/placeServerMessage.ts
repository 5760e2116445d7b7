import type { PlacedMessages } from '../../forms';
import { fromLaunchFields } from './launchFields';
import type { GroupFields } from './groupFields';

function* typedValues(fields: GroupFields): Generator<[string, string]> {
  const halves = (config: GroupFields['launchConfig'], prefix: string) =>
    (['recovery', 'origin'] as const).flatMap(half =>
      Object.entries(fromLaunchFields(config[half])).flatMap(([field, value]) =>
        [value]
          .flat()
          .filter(item => typeof item === 'string')
          .map(
            item =>
              [`${prefix}.${half}.${field}`, item as string] as [
                string,
                string,
              ],
          ),
      ),
    );
  for (const [id, config] of Object.entries(fields.serverOverrides)) {
    yield* halves(config, `serverOverrides.${id}`);
  }
  yield* halves(fields.launchConfig, 'launchConfig');
  yield ['name', `"${fields.name.trim()}"`];
  for (const id of fields.sourceServerIds) {
    yield ['selection', id];
  }
}

/** Words of messages that are about the choice of servers as a whole. */
const ABOUT_SELECTION = /one Protection Group only|source server/i;

/**
 * Puts each sentence of the server's refusal beside the field that it is about: the one whose value it names. Sentences
 * that name nothing that was typed are left to be shown for the form as a whole.
 */
export function placeServerMessage(
  message: string,
  fields: GroupFields,
): PlacedMessages {
  const placed = new Map<string, string>();
  const add = (path: string, sentence: string) =>
    placed.set(
      path,
      placed.has(path) ? `${placed.get(path)} ${sentence}` : sentence,
    );
  for (const sentence of message.split(/(?<=\.)\s+/)) {
    if (ABOUT_SELECTION.test(sentence)) {
      add('selection', sentence);
    } else {
      // A sentence begins with what is wrong, and may go on to what it was compared with.
      const about = [...typedValues(fields)]
        .filter(([, value]) => value.length > 3 && sentence.includes(value))
        .sort(([, a], [, b]) => sentence.indexOf(a) - sentence.indexOf(b));
      if (about.length > 0) {
        add(about[0][0], sentence);
      }
    }
  }
  return placed;
}
