import { NotAllowedError } from '@backstage/errors';
import { askPatiently } from './askPatiently';

describe('askPatiently', () => {
  const broken = () => new TypeError('fetch failed');

  it('asks once more when there was no answer', async () => {
    const ask = jest
      .fn()
      .mockRejectedValueOnce(broken())
      .mockResolvedValueOnce('yes');
    await expect(askPatiently(ask)).resolves.toBe('yes');
  });

  it('says so when there is none at all', async () => {
    const ask = jest.fn().mockRejectedValue(broken());
    await expect(askPatiently(ask)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('permission backend does not answer'),
    });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('takes a refusal for an answer', async () => {
    const ask = jest.fn().mockRejectedValue(new NotAllowedError('no'));
    await expect(askPatiently(ask)).rejects.toThrow('no');
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
