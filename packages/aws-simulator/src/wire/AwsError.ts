/** An error as AWS would answer it: the code, the HTTP status and modeled members. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members of the error's shape beside `message` (resourceId, fieldList…). */
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    message: string,
    options: {
      status?: number;
      members?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}
