import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with what was skipped and why, and one line of counts that a script can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const withReason = tests.filter((test) => test.result().state === 'skipped' && test.name.includes('skipped: '));
    for (const test of withReason) process.stdout.write(`\n${test.fullName}`);
    // Files that did not load, and groups whose set-up failed: no test of theirs counts as failed.
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const failed = count('failed') + groups.filter((group) => group.errors().length > 0).length + errors.length;
    process.stdout.write(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
  }
}
