/** An HTTP request, as far as the simulator looks at it. */
export type WireRequest = {
  method: string;
  /** Path without the query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  body: string;
};

export type WireResponse = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The connection breaks instead of carrying this answer. */
  dropped?: boolean;
};
