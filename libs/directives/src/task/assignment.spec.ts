import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import type { AssignTask } from './commands.ts';
import { taskDecider } from './decide.ts';
import { assigned, disputed, history, signedFor, started, taskFacts } from './examples.ts';

const { given } = specification(taskDecider);
const now = on('2022-11-01');
const facts = taskFacts();
const reason = '按职责分工';

describe('assigning a task', () => {
  const { signBy, ...words } = assigned;
  const assign: AssignTask = { ...words, type: 'AssignTask' };
  const onTheDay = taskFacts({ today: '2022-10-27' });

  it('asks the lead unit to sign for it by the next working day', () => {
    given().when(assign, onTheDay).thenEvents(assigned);
    const friday = { ...assign, ...on('2022-10-28') };
    given()
      .when(friday, taskFacts({ today: '2022-10-28' }))
      .thenEvents({ ...assigned, ...on('2022-10-28'), signBy: '2022-10-31' });
  });
  it('lets it inherit the date of what stands above it', () => {
    given()
      .when({ ...assign, deadline: null }, onTheDay)
      .thenEvents({ ...assigned, deadline: due('2022-12-30', 'inherited') });
    given()
      .when({ ...assign, deadline: null }, { ...onTheDay, ceiling: null })
      .thenEvents({ ...assigned, deadline: null });
  });
  it('takes no date in the past, though today will do', () => {
    given()
      .when({ ...assign, deadline: due('2022-10-26') }, onTheDay)
      .thenRejected('task.due-in-past', { date: '2022-10-26', today: '2022-10-27' });
    given()
      .when({ ...assign, deadline: due('2022-10-27') }, onTheDay)
      .thenEvents({ ...assigned, deadline: due('2022-10-27') });
  });
  it('takes no date after the directive’s, or the parent’s', () => {
    const late = { ...assign, deadline: due('2022-12-31') };
    given()
      .when(late, onTheDay)
      .thenRejected('task.after-directive-date', { date: '2022-12-31', ceiling: '2022-12-30' });
    given()
      .when({ ...late, parentTaskId: 'task-0' }, onTheDay)
      .thenRejected('task.after-parent-date');
  });
  it('wants a title, different units, and something open above it', () => {
    given()
      .when({ ...assign, title: ' ' }, onTheDay)
      .thenRejected('text.missing', { field: 'title' });
    given()
      .when({ ...assign, coUnits: ['planning'] }, onTheDay)
      .thenRejected('task.unit-twice');
    given()
      .when({ ...assign, coUnits: ['finance', 'finance'] }, onTheDay)
      .thenRejected('task.unit-twice');
    given()
      .when(assign, { ...onTheDay, directiveOpen: false })
      .thenRejected('task.directive-not-open');
    given()
      .when(assign, { ...onTheDay, parentOpen: false })
      .thenRejected('task.parent-not-open');
  });
  it('does not overwrite another task', () => {
    given(assigned)
      .when({ ...assign, number: '督〔2022〕9号-01' }, onTheDay)
      .thenRejected('task.exists', { number: '督〔2022〕1号-01' });
  });
});

describe('signing for a task', () => {
  const signFor = { type: 'SignForTask', ...on('2022-10-28') } as const;

  it('is the answer to an assignment', () => {
    given(assigned).when(signFor, facts).thenEvents(signedFor);
  });
  it('was done already, whatever happened since', () => {
    given(...history.active)
      .when(signFor, facts)
      .thenNothing();
    given(...history.closed)
      .when(signFor, facts)
      .thenNothing();
  });
  it('waits while the assignment is disputed', () => {
    given(...history.disputed)
      .when(signFor, facts)
      .thenRejected('task.disputed');
  });
  it('is not for a task that ended, or that is not there', () => {
    given(...history.ended)
      .when(signFor, facts)
      .thenRejected('task.ended');
    given().when(signFor, facts).thenRejected('task.not-found');
  });
});

describe('disputing an assignment', () => {
  const dispute = { type: 'DisputeTask', ...on('2022-10-28'), reason: '不属本单位职责' } as const;

  it('sends it to the office for an answer', () => {
    given(assigned).when(dispute, facts).thenEvents(disputed);
  });
  it('wants a reason', () => {
    given(assigned)
      .when({ ...dispute, reason: '' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('comes too late after signing', () => {
    given(assigned, signedFor).when(dispute, facts).thenRejected('task.already-signed-for');
    given(...history.closed)
      .when(dispute, facts)
      .thenRejected('task.closed');
  });

  it('is answered by upholding, with a new day to sign by', () => {
    const uphold = { type: 'UpholdAssignment', ...now, reason } as const;
    const upheld = { type: 'AssignmentUpheld', ...now, reason, signBy: '2022-11-02' } as const;
    given(assigned, disputed).when(uphold, facts).thenEvents(upheld);
    given(assigned).when(uphold, facts).thenRejected('task.not-disputed');
    given(assigned, disputed)
      .when({ ...uphold, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.ended)
      .when(uphold, facts)
      .thenRejected('task.ended');
  });
});

describe('reassigning a task', () => {
  const units = { leadUnit: 'industry', coUnits: ['finance'] };
  const reassign = { type: 'ReassignTask', ...now, ...units, reason } as const;
  const reassigned = { type: 'TaskReassigned', ...now, ...units, reason, signBy: '2022-11-02' } as const;

  it('hands it to another lead unit, which signs for it anew', () => {
    for (const status of ['assigned', 'disputed', 'signed-for', 'active'] as const) {
      given(...history[status])
        .when(reassign, facts)
        .thenEvents(reassigned);
    }
    given(...history.active, reassigned)
      .when({ type: 'SignForTask', ...now }, facts)
      .thenEvents({ type: 'TaskSignedFor', ...now });
  });
  it('changes nothing when the units are the same, and does not answer a dispute', () => {
    const same = { ...reassign, leadUnit: 'planning' };
    const reordered = { ...assigned, coUnits: ['finance', 'industry'] };
    given(...history.active)
      .when(same, facts)
      .thenNothing();
    given(reordered)
      .when({ ...same, coUnits: ['industry', 'finance'] }, facts)
      .thenNothing();
    given(...history.disputed)
      .when(same, facts)
      .thenRejected('task.same-units');
  });
  it('may change the co-units alone', () => {
    for (const coUnits of [['trade'], ['finance', 'trade'], []]) {
      given({ ...assigned, coUnits: ['finance', 'industry'] })
        .when({ ...reassign, leadUnit: 'planning', coUnits }, facts)
        .thenEvents({ ...reassigned, leadUnit: 'planning', coUnits });
    }
  });
  it('wants different units and a reason', () => {
    given(assigned)
      .when({ ...reassign, coUnits: ['industry'] }, facts)
      .thenRejected('task.unit-twice');
    given(assigned)
      .when({ ...reassign, reason: '' }, facts)
      .thenRejected('text.missing');
  });
  it('is not done while suspended or in review, nor afterwards', () => {
    given(...history.suspended)
      .when(reassign, facts)
      .thenRejected('task.suspended');
    given(...history['in-review'])
      .when(reassign, facts)
      .thenRejected('task.in-review');
    given(...history.closed)
      .when(reassign, facts)
      .thenRejected('task.closed');
  });
});

describe('beginning the work', () => {
  const start = { type: 'StartTask', ...on('2022-10-31') } as const;
  const child = { taskId: 'task-2', title: '一季度项目', leadUnit: 'planning', dueDate: null };
  const decompose = { type: 'DecomposeTask', ...on('2022-10-31'), children: [child] } as const;
  const decomposed = { type: 'TaskDecomposed', ...on('2022-10-31'), childTaskIds: ['task-2'] } as const;

  it('needs the signature', () => {
    given(assigned, signedFor).when(start, facts).thenEvents(started);
    given(assigned).when(start, facts).thenRejected('task.not-signed-for');
    given(assigned).when(decompose, facts).thenRejected('task.not-signed-for');
  });
  it('is implied by decomposing it', () => {
    given(assigned, signedFor).when(decompose, facts).thenEvents(started, decomposed);
    given(...history.active)
      .when(decompose, facts)
      .thenEvents(decomposed);
  });
  it('takes further parts later, each once', () => {
    const more = { ...decompose, children: [child, { ...child, taskId: 'task-3' }] };
    given(...history.active, decomposed)
      .when(more, facts)
      .thenEvents({ ...decomposed, childTaskIds: ['task-3'] });
    given(...history.active)
      .when({ ...decompose, children: [] }, facts)
      .thenRejected('task.children-missing');
  });
});
