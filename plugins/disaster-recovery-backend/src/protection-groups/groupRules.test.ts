import { InputError } from '@backstage/errors';
import type { ProtectionGroupInput } from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { matchesTags } from './matchesTags';
import { mirroredName } from './mirroredName';
import { normalizeInput } from './normalizeInput';

const SERVER = 's-11111111111111111';
const OTHER = 's-22222222222222222';
const input: ProtectionGroupInput = {
  name: '  Orders database ',
  accountId: '111122223333',
  region: 'us-west-2',
  sourceRegion: 'us-east-1',
  selection: { by: 'ids', sourceServerIds: [SERVER, OTHER, SERVER] },
  launchConfig: { recovery: {}, origin: {} },
};

describe('normalizeInput', () => {
  it('trims the name, and fills in what may be left out', () => {
    expect(normalizeInput(input)).toMatchObject({
      name: 'Orders database',
      sourceAccountId: '111122223333',
      selection: { by: 'ids', sourceServerIds: [SERVER, OTHER] },
      serverOverrides: {},
    });
  });

  it.each<[string, Partial<ProtectionGroupInput>]>([
    ['1 to 64', { name: '   ' }],
    ['at least one tag', { selection: { by: 'tags', tags: {} } }],
    ['not in the group', { serverOverrides: { 's-33333333333333333': {} } }],
    [
      'belongs to one server',
      {
        launchConfig: {
          recovery: { staticPrivateIp: '10.0.0.9' },
          origin: {},
        },
      },
    ],
    [
      'cannot both have',
      {
        serverOverrides: {
          [SERVER]: { recovery: { staticPrivateIp: '10.0.0.9' } },
          [OTHER]: { recovery: { staticPrivateIp: '10.0.0.9' } },
        },
      },
    ],
  ])('refuses with "… %s …"', (words, change) => {
    const refused = () => normalizeInput({ ...input, ...change });
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(words);
  });
});

describe('mirroredName', () => {
  it('adds -failback, and a number when that is taken', async () => {
    expect(await mirroredName('Orders', async () => false)).toBe(
      'Orders-failback',
    );
    const taken = ['Orders-failback', 'Orders-failback-2'];
    expect(
      await mirroredName('Orders', async name => taken.includes(name)),
    ).toBe('Orders-failback-3');
  });

  it('shortens the original so that the name fits', async () => {
    expect(await mirroredName('x'.repeat(64), async () => false)).toBe(
      `${'x'.repeat(55)}-failback`,
    );
  });

  it('always finds a name of 64 characters at most that nobody has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 64 }),
        fc.nat(30),
        async (original, count) => {
          const taken = new Set<string>();
          for (let index = 0; index <= count; index++) {
            const name = await mirroredName(original, async other =>
              taken.has(other),
            );
            expect(name.length).toBeLessThanOrEqual(64);
            expect(name).toContain('-failback');
            expect(taken).not.toContain(name);
            taken.add(name);
          }
        },
      ),
    );
  });
});

describe('matchesTags', () => {
  it('wants all tags, and takes no tags for no match', () => {
    const tags = { Application: 'orders', Tier: 'db' };
    expect(matchesTags(tags, { Application: 'orders' })).toBe(true);
    expect(matchesTags(tags, { ...tags, Team: 'x' })).toBe(false);
    expect(matchesTags(tags, { Tier: 'DB' })).toBe(false);
    expect(matchesTags(tags, {})).toBe(false);
  });
});
