/** Every place in a value: its path, and what is there. The value itself is the first. */
export function placesOf(value, path = []) {
  const inner =
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, item]) =>
          placesOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [{ path, value }, ...inner];
}

/** A copy with something else in one place. */
export function withChange(value, [key, ...rest], change) {
  if (key === undefined) {
    return change(value);
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = withChange(value[key], rest, change);
  return copy;
}

/** The place in words. */
export const spell = path => (path.length > 0 ? path.join('.') : 'the body');

/** Whether all that was sent is in what was stored, member for member. */
export function contains(stored, sent) {
  if (sent === null || typeof sent !== 'object') {
    return stored === sent;
  }
  if (Array.isArray(sent)) {
    return (
      Array.isArray(stored) &&
      stored.length === sent.length &&
      sent.every((item, index) => contains(stored[index], item))
    );
  }
  return (
    stored !== null &&
    typeof stored === 'object' &&
    Object.keys(sent).every(
      key => Object.hasOwn(stored, key) && contains(stored[key], sent[key]),
    )
  );
}
