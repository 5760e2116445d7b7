import { CustomErrorBase } from '@backstage/errors';

/** A newer run of the same thing has begun: this one may write no more, and ends quietly. */
export class FenceLostError extends CustomErrorBase {
  name = 'FenceLostError' as const;
}
