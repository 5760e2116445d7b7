import type { CommandInvocation } from '../aws';
import { lookAtAutomation, lookAtCommands } from './lookAtAction';

const invocation = (
  instanceId: string,
  rest: Partial<CommandInvocation> = {},
): CommandInvocation => ({
  commandId: 'c',
  instanceId,
  status: 'Success',
  responseCode: 0,
  stdout: `hello from ${instanceId}`,
  stderr: '',
  ended: true,
  succeeded: true,
  ...rest,
});

describe('lookAtCommands', () => {
  const action = { name: 'Warm', instanceIds: ['i-1', 'i-2'] };

  it('waits until every instance has answered', () => {
    expect(lookAtCommands([], action).status).toBe('RUNNING');
    expect(lookAtCommands([invocation('i-1')], action).status).toBe('RUNNING');
    expect(
      lookAtCommands(
        [invocation('i-1'), invocation('i-2', { ended: false })],
        action,
      ).status,
    ).toBe('RUNNING');
  });

  it('keeps what each instance said', () => {
    const look = lookAtCommands([invocation('i-1'), invocation('i-2')], action);
    expect(look.status).toBe('SUCCEEDED');
    expect(look.output).toContain('i-2\nhello from i-2');
  });

  it('names an instance that failed, its exit code, and its output even when that is empty', () => {
    const failed = invocation('i-2', {
      status: 'Failed',
      responseCode: 3,
      stdout: '',
      succeeded: false,
    });
    expect(lookAtCommands([invocation('i-1'), failed], action)).toMatchObject({
      status: 'FAILED',
      error: {
        message:
          'Action "Warm" failed on 1 of 2 instances. i-2: Failed with exit code 3',
        output: { stdout: '', stderr: '' },
        resourceIds: ['i-2'],
      },
    });
  });

  it('takes invocations by tags as complete once their number stays the same', () => {
    const byTags = { name: 'Warm', instanceIds: undefined };
    const first = lookAtCommands([invocation('i-1')], byTags);
    expect(first).toEqual({ status: 'RUNNING', seen: 1 });
    expect(
      lookAtCommands([invocation('i-1')], { ...byTags, seen: first.seen })
        .status,
    ).toBe('SUCCEEDED');
  });
});

describe('lookAtAutomation', () => {
  it('gives the reason of a failure', () => {
    const automation = {
      id: 'a-1',
      status: 'Failed',
      failureMessage: 'no such zone',
      outputs: { 'step.Result': ['none'] },
      ended: true,
      succeeded: false,
    };
    expect(lookAtAutomation(automation)).toMatchObject({
      status: 'FAILED',
      output: 'step.Result: none',
      error: { message: 'Automation a-1 ended Failed: no such zone' },
    });
    expect(lookAtAutomation({ ...automation, ended: false }).status).toBe(
      'RUNNING',
    );
  });
});
