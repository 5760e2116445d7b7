import { ResponseError } from '@backstage/errors';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import { sessionFixture } from '../__testUtils__/sessionFixtures';
import { LiveContent } from '../components';
import { useSession } from '../session/useSession';
import { isAwayError } from './isAwayError';
import { NewOrderNotice } from './NewOrderNotice';
import { StaleMark } from './StaleMark';
import { keepOrder, useStableOrder } from './useStableOrder';
import { useState } from 'react';

function Page() {
  const query = useSession('session-1');
  return (
    <>
      <StaleMark query={query} />
      <LiveContent query={query}>
        {session => <p>{session.name}</p>}
      </LiveContent>
    </>
  );
}

function response(status: number, error: object) {
  return ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response: { statusCode: status } }), {
      status,
      headers: { 'content-type': 'application/json' },
    }) as never,
  );
}

describe('live data', () => {
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => jest.useRealTimers());

  it('keeps what is on screen while the backend is away, says so, and recovers by itself', async () => {
    let away = false;
    renderPage(<Page />, {
      api: {
        getSession: async () => {
          if (away) {
            throw new TypeError('Failed to fetch');
          }
          return sessionFixture();
        },
      },
    });
    expect(await screen.findByText('orders · prod')).toBeVisible();
    expect(screen.getByText(/^Updated/)).toBeVisible();

    away = true;
    await act(() => jest.advanceTimersByTimeAsync(20_000));
    expect(
      await screen.findByText('The portal’s backend does not answer'),
    ).toBeVisible();
    expect(screen.getByText('orders · prod')).toBeVisible();
    expect(screen.getByText(/May be out of date/)).toBeVisible();

    away = false;
    await act(() => jest.advanceTimersByTimeAsync(5_000));
    await waitFor(() =>
      expect(
        screen.queryByText('The portal’s backend does not answer'),
      ).not.toBeInTheDocument(),
    );
    expect(screen.queryByText(/May be out of date/)).not.toBeInTheDocument();
  });

  it('shows the server’s own message where there is nothing else to show', async () => {
    const error = await response(403, {
      name: 'NotAllowedError',
      message: 'You may not see this session.',
    });
    renderPage(<Page />, {
      api: { getSession: () => Promise.reject(error) },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this session.',
    );
    expect(screen.getByRole('alert')).toHaveTextContent('NotAllowedError');
  });

  it('tells a backend that is away from one that passes on what AWS refused', async () => {
    expect(isAwayError(new TypeError('Failed to fetch'))).toBe(true);
    expect(
      isAwayError(
        await response(503, { name: 'ServiceUnavailableError', message: '' }),
      ),
    ).toBe(true);
    expect(
      isAwayError(
        await response(503, {
          name: 'ServiceUnavailableError',
          message: 'DRS is throttling',
          service: 'drs',
        }),
      ),
    ).toBe(false);
    expect(
      isAwayError(await response(409, { name: 'ConflictError', message: '' })),
    ).toBe(false);
  });
});

describe('rows that keep their places', () => {
  const idOf = (row: string) => row;

  it('keepOrder leaves known rows where they are and adds new ones at the end', () => {
    expect(keepOrder(['c', 'new', 'a'], ['a', 'b', 'c'], idOf)).toEqual([
      'a',
      'c',
      'new',
    ]);
  });

  it('does not move rows while one reads, until asked', async () => {
    function List() {
      const [rows, setRows] = useState(['a', 'b']);
      const order = useStableOrder(rows, idOf, 'same');
      return (
        <>
          <p>{order.rows.join(' ')}</p>
          <button onClick={() => setRows(['b', 'c', 'a'])}>change</button>
          <NewOrderNotice order={order} />
        </>
      );
    }
    renderPage(<List />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'change' }),
    );
    expect(screen.getByText('a b c')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Sort again' }));
    expect(screen.getByText('b c a')).toBeVisible();
    expect(screen.queryByText('The order has changed')).not.toBeInTheDocument();
  });
});
