/** What an answer never shows: the inside of the program, of its database, or a secret. */
const INSIDES =
  /node_modules|\n\s+at |insert into|select .* from |violates|syntax error|pg_catalog|ECONN|\/plugins\/|undefined|\[object/i;

/** The caller's own words may come back. */
const withoutEcho = (text, request) =>
  [request.path, request.query, request.body]
    .map(part => (typeof part === 'string' ? part : JSON.stringify(part)))
    .some(part => part && /undefined|\[object/.test(part))
    ? text.replace(/undefined|\[object/g, '')
    : text;

/** AWS itself knows nothing of the place that was asked for, and its words and request id are handed on: as documented. */
const isRefusalOfAws = ({ status, json }) =>
  status === 502 && Boolean(json?.error?.service && json.error.awsRequestId);

/** What is wrong with the answer itself, whatever it did; undefined if nothing is. */
export function judgeInput(request, answer, secrets) {
  const { status, json, text } = answer;
  if (status >= 200 && status < 300) {
    return undefined;
  }
  if (status < 400 || (status >= 500 && !isRefusalOfAws(answer))) {
    return `was answered ${status}: ${text.slice(0, 200)}`;
  }
  const message = json?.error?.message;
  if (typeof message !== 'string' || !/\w+ \w+/.test(message)) {
    return `was refused with ${status} and without a sentence: ${text.slice(
      0,
      200,
    )}`;
  }
  const inside = withoutEcho(text, request).match(INSIDES)?.[0];
  if (inside) {
    return `was refused in words from the inside ("${inside}"): ${message.slice(
      0,
      300,
    )}`;
  }
  const secret = secrets.find(({ value }) => text.includes(value));
  return secret ? `was answered with ${secret.what}` : undefined;
}
