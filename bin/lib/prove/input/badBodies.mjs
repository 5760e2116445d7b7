import { BAD_TEXTS, NOBODYS } from './badTexts.mjs';
import { placesOf, spell, withChange } from './places.mjs';

const OF_EACH_TYPE = [null, true, 7.5, 'PROVE-7f3a', [[]], { a: { b: 1 } }];
const NUMBERS = [-1, 0, 1.5, 1e300, 2 ** 31, 2 ** 53];
const MANY = 100_000;
const DEEP = 20_000;

const typeOf = value =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Something else in one place of an example; `raw` when JSON.stringify could not write it. */
function change(example, path, what, value) {
  return {
    what: `${spell(path)}: ${what}`,
    body: withChange(example, path, () => value),
  };
}

/** As `change`, with a text put into the JSON that no value of JavaScript would become. */
function rawChange(example, path, what, json) {
  const placeholder = '<<here>>';
  const body = JSON.stringify(withChange(example, path, () => placeholder));
  return {
    what: `${spell(path)}: ${what}`,
    body: body.replace(JSON.stringify(placeholder), () => json),
  };
}

const wrongTypes = example =>
  placesOf(example).flatMap(({ path, value }) =>
    OF_EACH_TYPE.filter(other => typeOf(other) !== typeOf(value)).map(other =>
      change(example, path, `${typeOf(other)} for ${typeOf(value)}`, other),
    ),
  );

const missing = example =>
  placesOf(example)
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => ({
      what: `${spell(path)}: missing`,
      body: withChange(example, path.slice(0, -1), parent =>
        Array.isArray(parent)
          ? parent.filter((_, index) => index !== path.at(-1))
          : Object.fromEntries(
              Object.entries(parent).filter(([key]) => key !== path.at(-1)),
            ),
      ),
    }));

const extra = example =>
  placesOf(example)
    .filter(({ value }) => typeOf(value) === 'object')
    .flatMap(({ path, value }) =>
      ['unexpected', '__proto__', 'constructor', 'prototype'].map(key => {
        const members = JSON.stringify(value).slice(1, -1);
        const json = `{${members}${members && ','}"${key}":{"isAdmin":true}}`;
        return rawChange(example, path, `extra member ${key}`, json);
      }),
    );

const texts = example =>
  placesOf(example)
    .filter(({ value }) => typeOf(value) === 'string')
    .flatMap(({ path }) => [
      ...Object.entries(BAD_TEXTS).map(([what, text]) =>
        change(example, path, what, text),
      ),
      ...(path.at(-1) in NOBODYS
        ? [change(example, path, "nobody's", NOBODYS[path.at(-1)])]
        : []),
    ]);

/** Names of members are texts, too, where members have any name. */
const keys = example =>
  placesOf(example)
    .filter(({ path }) => ['tags', 'parameters'].includes(path.at(-1)))
    .flatMap(({ path, value }) =>
      Object.entries(BAD_TEXTS)
        .filter(([, text]) => text !== '__proto__')
        .map(([what, text]) =>
          change(example, path, `a name with ${what}`, {
            [text]: Object.values(value)[0] ?? ['any'],
          }),
        ),
    );

const numbers = example =>
  placesOf(example)
    .filter(({ value }) => typeOf(value) === 'number')
    .flatMap(({ path, value }) =>
      NUMBERS.filter(number => number !== value).map(number =>
        change(example, path, `the number ${number}`, number),
      ),
    );

const lists = example =>
  placesOf(example)
    .filter(({ value }) => typeOf(value) === 'array')
    .flatMap(({ path, value }) => [
      change(example, path, 'an empty list', []),
      change(
        example,
        path,
        `${MANY} times the same`,
        Array(MANY).fill(value[0] ?? 1),
      ),
    ]);

const deep = example =>
  placesOf(example).flatMap(({ path }) => [
    rawChange(
      example,
      path,
      `${DEEP} lists in each other`,
      '['.repeat(DEEP) + ']'.repeat(DEEP),
    ),
    rawChange(
      example,
      path,
      `${DEEP} objects in each other`,
      '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
    ),
  ]);

/** What can be wrong with a body, by what is wrong: each gives bodies that are an example with one thing changed. */
export const BODY_FAULTS = {
  'wrong types': wrongTypes,
  'missing members': missing,
  'extra members': extra,
  'texts that mean something elsewhere': texts,
  'names that mean something elsewhere': keys,
  'absurd numbers': numbers,
  'empty and endless lists': lists,
  'deep JSON': deep,
};
