import { gatherLookUps } from './gatherLookUps';
import { urgently } from './callLines';

describe('gatherLookUps', () => {
  const asked: string[][] = [];
  const lookUp = gatherLookUps(
    async ids => {
      asked.push(ids);
      if (ids.includes('i-broken')) {
        throw new Error('AWS does not answer');
      }
      return ids.filter(id => id !== 'i-gone').map(id => ({ id }));
    },
    ({ id }) => id,
  );
  beforeEach(() => {
    asked.length = 0;
  });

  it('asks once for what is asked for at the same time, and gives everybody their own', async () => {
    await expect(
      Promise.all([
        lookUp(['i-1', 'i-2', 'i-1']),
        lookUp(['i-2', 'i-gone']),
        lookUp([]),
      ]),
    ).resolves.toEqual([[{ id: 'i-1' }, { id: 'i-2' }], [{ id: 'i-2' }], []]);
    expect(asked).toEqual([['i-1', 'i-2', 'i-gone']]);
  });

  it('asks again for what is asked for again', async () => {
    await lookUp(['i-1']);
    await lookUp(['i-1']);
    expect(asked).toEqual([['i-1'], ['i-1']]);
  });

  it('tells everybody who waits that it failed', async () => {
    const outcomes = await Promise.allSettled([
      lookUp(['i-broken']),
      lookUp(['i-1']),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await expect(lookUp(['i-1'])).resolves.toEqual([{ id: 'i-1' }]);
  });

  it('lets what is urgent not wait with what is not', async () => {
    await Promise.all([
      lookUp(['i-1']),
      urgently(() => lookUp(['i-2'])),
      lookUp(['i-3']),
    ]);
    expect(asked).toEqual([['i-1', 'i-3'], ['i-2']]);
  });

  it('asks for nothing when nothing is asked for', async () => {
    await expect(lookUp([])).resolves.toEqual([]);
    expect(asked).toEqual([]);
  });
});
