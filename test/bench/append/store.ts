/** Something that appends, opened for so many workers at once. */
export interface AppendingStore {
  /** Appends so many events to a stream that does not exist yet. */
  append(worker: number, eventCount: number): Promise<unknown>;
  close(): Promise<void>;
}
