/** Waits that somebody can cut short. A ring before the wait counts for it, so none is lost in between. */
export class Doorbell {
  #rung = false;
  #answer: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#answer?.();
  }

  /** Ends at the next ring, or after the time given, whichever comes first. */
  async wait(forMs: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, forMs);
        this.#answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#answer = null;
    }
    this.#rung = false;
  }
}
