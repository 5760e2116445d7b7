import {
  instanceFixture,
  sessionFixture,
} from '../__testUtils__/sessionFixtures';
import { shareInstances } from './shareInstances';

it('keeps instances that have not changed as they are, and takes those that have', () => {
  const before = sessionFixture();
  const changed = instanceFixture(2, { updatedAt: '2026-11-23T12:00:00Z' });
  const after = sessionFixture({
    status: 'INSTALLING_AGENTS',
    instances: [instanceFixture(1), changed],
  });
  const shared = shareInstances(before, after);
  expect(shared.status).toBe('INSTALLING_AGENTS');
  expect(shared.instances[0]).toBe(before.instances[0]);
  expect(shared.instances[1]).toBe(changed);
});
