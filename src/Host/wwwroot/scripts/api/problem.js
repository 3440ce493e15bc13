// What the service says when it does not do what was asked (RFC 9457).

/** A request that was not fulfilled: `status` 0 when no answer came, `errors` the faults by field. */
export class Problem extends Error {
  constructor(status, title, detail, errors) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.errors = errors ?? {};
  }

  /** Reads it from a response, whatever that holds. */
  static async of(response) {
    const body = await response.json().catch(() => ({}));
    const title = typeof body?.title === 'string' ? body.title : `The service answered ${response.status}.`;
    return new Problem(response.status, title, typeof body?.detail === 'string' ? body.detail : '', body?.errors);
  }

  /** When no answer came at all. */
  static unreachable() {
    return new Problem(0, 'The service cannot be reached.', 'The service cannot be reached. Is it still running?');
  }
}
