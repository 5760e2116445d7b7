import { shareReading } from './shareReading';
import { urgently } from './callLines';

/** A list whose readings are answered one by one, each with how many had begun until then. */
function createList() {
  const answers: ((error?: Error) => void)[] = [];
  const wanted: string[][] = [];
  const find = shareReading(
    (wants: string[]) =>
      new Promise<{ name: string; number: number }[]>((resolve, reject) => {
        wanted.push([...wants]);
        const number = answers.length + 1;
        const found = [...new Set(wants)].map(name => ({ name, number }));
        answers.push(error => (error ? reject(error) : resolve(found)));
      }),
    (want, { name }) => name === want,
  );
  const read = async (name = 'any') =>
    (await find(name)).map(({ number }) => ({ number }));
  const begun = async (count: number) => {
    while (answers.length < count) {
      await new Promise(resolve => setImmediate(resolve));
    }
  };
  return { find, read, wanted, answers, begun };
}

describe('shareReading', () => {
  it('reads once for all who ask at the same time', async () => {
    const { read, answers, begun } = createList();
    const all = Promise.all([read(), read(), read()]);
    await begun(1);
    answers[0]();
    await expect(all).resolves.toEqual(Array(3).fill([{ number: 1 }]));
    expect(answers).toHaveLength(1);
  });

  it('gives nobody what was read before they asked: those who come during a reading share the next', async () => {
    const { read, answers, begun } = createList();
    const first = read();
    await begun(1);
    const later = Promise.all([read(), read()]);
    answers[0]();
    await expect(first).resolves.toEqual([{ number: 1 }]);
    await begun(2);
    answers[1]();
    await expect(later).resolves.toEqual(Array(2).fill([{ number: 2 }]));
    expect(answers).toHaveLength(2);
  });

  it('tells everybody who waits that it failed, and reads again for the next', async () => {
    const { read, answers, begun } = createList();
    const both = Promise.allSettled([read(), read()]);
    await begun(1);
    const next = read();
    answers[0](new Error('AWS does not answer'));
    expect((await both).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await begun(2);
    answers[1]();
    await expect(next).resolves.toEqual([{ number: 2 }]);
  });

  it('lets what is urgent not wait for what is not', async () => {
    const { read, answers, begun } = createList();
    const patient = read();
    await begun(1);
    const urgent = urgently(read);
    await begun(2);
    answers[1]();
    await expect(urgent).resolves.toEqual([{ number: 2 }]);
    answers[0]();
    await expect(patient).resolves.toEqual([{ number: 1 }]);
  });

  it('reads what anybody wants, and gives each what they want', async () => {
    const { find, wanted, answers, begun } = createList();
    const both = Promise.all([find('one'), find('other')]);
    await begun(1);
    answers[0]();
    await expect(both).resolves.toEqual([
      [{ name: 'one', number: 1 }],
      [{ name: 'other', number: 1 }],
    ]);
    expect(wanted).toEqual([['one', 'other']]);
  });
});
