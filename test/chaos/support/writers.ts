import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtProgram } from '../../support/built-program.ts';
import { command } from './commands.ts';
import type { WriterTask } from './writer-process.ts';

/** Processes that append to one database, of which each may be killed and goes on then where it was. */
export class Writers {
  /** The position that each command was answered with, by its key. */
  readonly answers = new Map<string, number>();
  /** Commands that were answered twice, and with different positions. */
  readonly contradictions: string[] = [];
  readonly #answered: Set<number>[];
  readonly #processes: ChildProcess[] = [];

  private constructor(
    private readonly program: string,
    private readonly url: string,
    count: number,
  ) {
    this.#answered = Array.from({ length: count }, () => new Set<number>());
    this.#answered.forEach((_, writer) => {
      this.#spawn(writer);
    });
  }

  static async start(url: string, count: number): Promise<Writers> {
    const program = await builtProgram(join(import.meta.dirname, 'writer-process.ts'));
    return new Writers(program, url, count);
  }

  /** `kill -9`; another process takes over what was not answered. */
  async kill(writer: number): Promise<void> {
    await this.#end(writer);
    this.#spawn(writer);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((_, writer) => this.#end(writer)));
    await rm(dirname(this.program), { recursive: true, force: true });
  }

  async #end(writer: number): Promise<void> {
    const process = this.#processes[writer];
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const closed = once(process, 'close'); // after its last line was read
    process.kill('SIGKILL');
    await closed;
  }

  #spawn(writer: number): void {
    const answered = this.#answered[writer] as Set<number>;
    let from = 0;
    while (answered.has(from)) from += 1;
    const behind = [...answered].filter((n) => n > from);
    const task: WriterTask = { url: this.url, writer, from, answered: behind };
    const process = spawn(globalThis.process.execPath, [this.program, JSON.stringify(task)], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    createInterface(process.stdout as NonNullable<typeof process.stdout>).on('line', (line) => {
      const [n = Number.NaN, position = Number.NaN] = line.split(' ').map(Number);
      const { key } = command(writer, n);
      if ((this.answers.get(key) ?? position) !== position) this.contradictions.push(key);
      this.answers.set(key, position);
      answered.add(n);
    });
    this.#processes[writer] = process;
  }
}
