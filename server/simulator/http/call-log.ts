/** One call received, without its body. `status` is null when no answer was sent. */
type ReceivedCall = {
  at: string;
  method: string;
  path: string;
  route: string;
  program: string | null;
  key: string | null;
  fault: string | null;
  status: number | null;
  replayed: boolean;
};

const CAPACITY = 10_000;

/** The latest calls received. */
export class CallLog {
  private calls: ReceivedCall[] = [];

  add(call: ReceivedCall): ReceivedCall {
    this.calls.push(call);
    if (this.calls.length > CAPACITY * 1.1) this.calls = this.calls.slice(-CAPACITY);
    return call;
  }

  list(filter: { key?: string; route?: string; program?: string; limit: number }): ReceivedCall[] {
    const matches = this.calls.filter(
      (call) =>
        (filter.key === undefined || call.key === filter.key) &&
        (filter.route === undefined || call.route === filter.route) &&
        (filter.program === undefined || call.program === filter.program),
    );
    return matches.slice(-filter.limit);
  }

  clear(): void {
    this.calls = [];
  }
}
