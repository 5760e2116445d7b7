/** An HTTP request, as far as the simulator looks at it. */
export type WireRequest = {
  method: string;
  /** Path without the query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
};

/** How an answer is lost: the connection breaks, or stays open and nothing comes. */
export type Loss = 'broken' | 'unanswered';

export type WireResponse = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The client never gets this answer. */
  loss?: Loss;
};
