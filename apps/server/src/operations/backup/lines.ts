import { END_OF_ROWS } from './container.ts';

const LONGEST_LINE = 1_000_000;
const END = Buffer.from(END_OF_ROWS);
const LINE_THEN_END = Buffer.from(`\n${END_OF_ROWS}`);

/** Bytes that end before the line that they are in does. */
export class Incomplete extends Error {
  override readonly name = 'Incomplete';
}

/** Takes lines, and rows up to their end, from a stream of bytes; holds no more than a chunk of it. */
export class Lines {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line with its end. Throws `Incomplete` when there is none, or one that is longer than any of ours. */
  async line(): Promise<Buffer> {
    let end = this.held.indexOf(0x0a);
    while (end < 0) {
      if (this.held.length > LONGEST_LINE || !(await this.more())) throw new Incomplete();
      end = this.held.indexOf(0x0a);
    }
    return this.take(end + 1);
  }

  /** The rows up to the line that ends them, in pieces that need not end where a row does; that line is taken too. */
  async *rows(): AsyncGenerator<Buffer> {
    while (this.held.length < END.length) if (!(await this.more())) throw new Incomplete();
    if (this.held.subarray(0, END.length).equals(END)) return void this.take(END.length);
    for (;;) {
      const last = this.held.indexOf(LINE_THEN_END);
      if (last >= 0) {
        yield this.take(last + 1);
        return void this.take(END.length);
      }
      // The end may have begun in the last bytes of what is held.
      const sure = this.held.length - LINE_THEN_END.length;
      if (sure > 0) yield this.take(sure);
      if (!(await this.more())) throw new Incomplete();
    }
  }

  /** Whether nothing is left. */
  async atEnd(): Promise<boolean> {
    return this.held.length === 0 && !(await this.more());
  }

  private take(length: number): Buffer {
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    return taken;
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.chunks.next();
    if (done) return false;
    this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    return true;
  }
}
