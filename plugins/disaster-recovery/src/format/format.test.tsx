import { renderPage } from '../__testUtils__/renderPage';
import { screen } from '@testing-library/react';
import { useWords, type Words } from '../useWords';
import { durationWords, etaWords, lagWords } from './durationWords';
import { formatBytes } from './formatBytes';

async function words(): Promise<Words> {
  let t: Words | undefined;
  function Speaker() {
    t = useWords();
    return <p>here</p>;
  }
  renderPage(<Speaker />);
  await screen.findByText('here');
  return t!;
}

describe('formatting', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [9.1 * 1024 ** 3, '9.1 GiB'],
    [220 * 1024 ** 2, '220 MiB'],
    [1024 ** 3 - 1, '1 GiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('tells durations in at most two units', async () => {
    const t = await words();
    const told = [0.2, 40, 89, 660, 5 * 3600 + 300, 3600 * 26, 86400 * 9].map(
      seconds => durationWords(seconds, t),
    );
    expect(told).toEqual([
      'under a second',
      '40 s',
      '89 s',
      '11 min',
      '5 h 5 min',
      '1 d 2 h',
      '9 d',
    ]);
  });

  it('tells lag and time left, and does not invent what is not known', async () => {
    const t = await words();
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(lagWords(undefined, t)).toBe('–');
    expect(lagWords(0, t)).toBe('no lag');
    expect(lagWords(660, t)).toBe('11 min behind');
    expect(etaWords(undefined, now, t)).toBeUndefined();
    expect(etaWords('2026-11-23T12:12:00Z', now, t)).toBe('about 12 min left');
    expect(etaWords('2026-11-23T11:59:00Z', now, t)).toBe('any moment now');
  });
});
