import { SYSTEMS } from '../twoTeams.mjs';

const reasonOf = ({ json }) => json?.error?.message;

const STATUS = { unknown: 401, forbidden: 403, elsewhere: 403, missing: 404 };

/** A list of nothing but what is of the one account and team that the caller may see. */
function judgeNarrowed({ status, json }) {
  if (status !== 200) {
    return `was answered ${status} instead of a list`;
  }
  const { accountId, owner } = SYSTEMS.orders;
  const strange = json.items.find(
    item => item.accountId !== accountId || item.owner !== owner,
  );
  if (strange) {
    return `shows ${strange.name ?? strange.planName} of another team`;
  }
  if (json.items.length === 0) {
    return 'shows nothing of its own';
  }
  const counted = json.counts
    ? Object.values(json.counts).reduce((sum, count) => sum + count, 0)
    : json.totalItems;
  return counted === json.items.length && json.totalItems === counted
    ? undefined
    : `counts ${json.totalItems} (${counted} by tab), and shows ${json.items.length}`;
}

/** Whoever is let in hears about the thing itself: that it worked, or what about it stands against that. */
function judgeAllowed(answer, operation) {
  const { status } = answer;
  const notYetThere = operation.id === 'getMirrorReport' && status === 404;
  return (status >= 200 && status < 300) ||
    [400, 409].includes(status) ||
    notYetThere
    ? undefined
    : `was answered ${status}: ${reasonOf(answer)}`;
}

function judgeRefusal(due, answer, permission) {
  const reason = reasonOf(answer);
  if (answer.status !== STATUS[due]) {
    return `was answered ${answer.status} instead of ${STATUS[due]}: ${reason}`;
  }
  if (!reason) {
    return `was answered ${answer.status} without a reason`;
  }
  return due === 'forbidden' && !reason.includes(permission)
    ? `was refused without the name of the permission: ${reason}`
    : undefined;
}

/** What is wrong with an answer to somebody to whom `due` is due; undefined if nothing is. */
export function judgeAnswer(due, answer, { operation, permission }) {
  switch (due) {
    case 'narrowed':
      return judgeNarrowed(answer);
    case 'allowed':
      return judgeAllowed(answer, operation);
    default:
      return judgeRefusal(due, answer, permission);
  }
}
