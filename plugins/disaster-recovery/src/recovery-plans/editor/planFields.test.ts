import { planFixture } from '../../__testUtils__/groupFixtures';
import { fromActionFields, newAction, toActionFields } from './actionFields';
import { parsePlanFields, toPlanFields, withDependency } from './planFields';

describe('toPlanFields and parsePlanFields', () => {
  it('give back the plan that was read', () => {
    const plan = planFixture({ owner: 'group:default/team-orders' });
    const [first, second] = plan.waves;
    plan.waves = [
      {
        ...first,
        postActions: [
          {
            name: 'Warm up',
            kind: 'COMMAND',
            documentName: 'Orders-Warm',
            parameters: { commands: ['a=1', 'b'], Mode: ['fast'] },
            targets: { kind: 'tags', tags: { Tier: 'web' } },
            timeoutSeconds: 60,
            onFailure: 'continue',
          },
        ],
      },
      second,
    ];
    const parsed = parsePlanFields(toPlanFields(plan, 'Wave 1'));
    expect(parsed).toMatchObject({
      input: { name: plan.name, owner: plan.owner, waves: plan.waves },
    });
  });

  it('names the field of an action that the API would refuse', () => {
    const fields = toPlanFields(planFixture(), 'Wave 1');
    fields.waves[0].preActions = [{ ...newAction('PRE'), name: 'Stop' }];
    expect(parsePlanFields(fields)).toEqual({
      problems: new Set(['waves.0.preActions.0.documentName']),
    });
  });
});

describe('withDependency', () => {
  it('connects two waves, and parts them when they are connected', () => {
    const before = toPlanFields(planFixture(), 'Wave 1');
    const parted = withDependency(before, 1, 2);
    expect(parted.waves[1].dependsOn).toEqual([]);
    expect(withDependency(parted, 1, 2).waves[1].dependsOn).toEqual([1]);
  });
});

describe('action fields', () => {
  it('leave the targets of an Automation to its parameters', () => {
    expect(
      fromActionFields({ ...newAction('POST'), kind: 'AUTOMATION' }).targets,
    ).toBeUndefined();
    expect(
      fromActionFields({ ...newAction('POST'), kind: 'COMMAND' }).targets,
    ).toEqual({ kind: 'waveInstances' });
  });

  it('read back the instances of a Command', () => {
    const action = fromActionFields({
      ...newAction('PRE'),
      kind: 'COMMAND',
      targets: 'i-0aaaaaaa, i-0bbbbbbb',
    });
    expect(toActionFields(action as never).targets).toBe(
      'i-0aaaaaaa, i-0bbbbbbb',
    );
  });
});
