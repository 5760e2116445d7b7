import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('asks the visitor of a demo whom to be', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Portal', baseUrl: 'http://localhost:7007' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              providers: {
                demo: {
                  users: [{ name: 'vera', description: 'Looks on' }],
                },
              },
            },
          },
        },
      ] as any,
    };

    render(App.createRoot());

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Who do you want to be?' },
        { timeout: 30_000 },
      ),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: /vera/ })).toHaveTextContent(
      'Looks on',
    );
    // The whole portal is loaded here, which takes its time on a busy machine.
  }, 60_000);
});
