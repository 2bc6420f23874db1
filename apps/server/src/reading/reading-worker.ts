import { parentPort, workerData } from 'node:worker_threads';
import { Rejection } from '#libs/event-sourcing';
import type { Answer } from './read-aside.ts';
import { readText } from './read-text.ts';

// The program of the thread that reads one long text: it is given the text, answers once, and ends.

parentPort?.postMessage(answer());

function answer(): Answer {
  try {
    return { read: readText(workerData) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { rejected: { code: error.code, params: error.params } };
  }
}
