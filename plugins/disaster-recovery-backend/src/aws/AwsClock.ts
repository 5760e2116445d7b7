import { parseTime } from './isoTime';

/** What an answer tells of AWS's clock: its `Date`, in whole seconds, and when the portal asked and heard. Milliseconds. */
export interface ClockReading {
  awsSecond: number;
  sentAt: number;
  receivedAt: number;
}

/** The same moment by both clocks. Milliseconds. */
interface Point {
  aws: number;
  portal: number;
}

/** Clocks that are kept by NTP are within this of each other: they are the same clock to a reader. */
const TOLERANCE_MS = 2_000;
const MOST_POINTS = 1_000;
/** Points nearer to each other than this say nothing more. */
const SPACING_MS = 1_000;

/**
 * Tells AWS's times by the portal's clock, so that a reader can compare them with the times that the portal wrote down.
 *
 * @remarks
 * Every answer of AWS carries AWS's own time. While it agrees with the portal's, times are left exactly as AWS wrote them.
 * Where a clock is off, is corrected or runs at another pace, moments of both clocks are kept, and a time between two of
 * them is told in proportion. What is older or newer than all of them is as far away as AWS's own clock says.
 */
export class AwsClock {
  /** Where the difference changed, oldest first. */
  #points: Point[] = [];
  #last: Point | undefined;
  #heardAt = -Infinity;

  /** Takes in what an answer told. */
  observe({ awsSecond, sentAt, receivedAt }: ClockReading): void {
    const last = this.#last;
    const behind = last ? last.portal - last.aws : 0;
    const middle = (sentAt + receivedAt) / 2;
    // AWS wrote the date while the portal waited, and at any moment of that second.
    const agrees =
      awsSecond + behind - TOLERANCE_MS <= receivedAt &&
      awsSecond + behind + 1000 + TOLERANCE_MS >= sentAt;
    // An answer that was asked for before the last one came tells nothing newer.
    if (!agrees && sentAt < this.#heardAt) {
      return;
    }
    this.#heardAt = Math.max(this.#heardAt, receivedAt);
    if (agrees) {
      this.#last = { aws: middle - behind, portal: middle };
      return;
    }
    const aws = awsSecond + 500;
    if (last) {
      this.#keep(last, aws);
    }
    this.#last = { aws, portal: middle };
  }

  /** A time of AWS by the portal's clock. */
  toPortalTime(time: Date): Date {
    const aws = time.getTime();
    const points = this.#last ? [...this.#points, this.#last] : this.#points;
    const next = points.findIndex(point => point.aws > aws);
    const after = points[next];
    const before = next === -1 ? points.at(-1) : points[next - 1];
    if (before && after) {
      const share = (aws - before.aws) / (after.aws - before.aws);
      return new Date(before.portal + share * (after.portal - before.portal));
    }
    const nearest = before ?? after;
    return nearest ? new Date(aws + (nearest.portal - nearest.aws)) : time;
  }

  /** A time as AWS writes it, by the portal's clock; undefined when there is none, or when it cannot be read. */
  read(text: string | undefined): Date | undefined {
    const time = parseTime(text);
    return time && this.toPortalTime(time);
  }

  #keep(point: Point, now: number): void {
    const previous = this.#points.at(-1);
    if (!previous || point.portal - previous.portal >= SPACING_MS) {
      this.#points.push(point);
    }
    // A clock that was put back says what it said before: the later meaning counts.
    this.#points = this.#points.filter(({ aws }) => aws < now);
    if (this.#points.length > MOST_POINTS) {
      this.#points = this.#points.filter(
        (_, index) => index >= MOST_POINTS / 2 || index % 2 === 0,
      );
    }
  }
}
