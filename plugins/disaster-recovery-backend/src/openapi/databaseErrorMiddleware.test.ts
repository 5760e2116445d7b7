import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { databaseErrorMiddleware } from './databaseErrorMiddleware';

describe('databaseErrorMiddleware', () => {
  const handleErrors: express.ErrorRequestHandler = (
    error,
    _request,
    response,
    _next,
  ) => {
    response
      .status(error.name === 'ServiceUnavailableError' ? 503 : 500)
      .send(error.message);
  };

  const failingWith = (error: Error) => {
    const app = express();
    app.get('/', () => {
      throw error;
    });
    app.use(databaseErrorMiddleware(mockServices.logger.mock()));
    app.use(handleErrors);
    return request(app).get('/');
  };

  it('tells whoever asks to ask again, and none of the statement', async () => {
    const answer = await failingWith(
      new Error(
        'select * from "executions" - Connection terminated unexpectedly',
      ),
    );
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.text).toMatch(/^The database of the portal cannot be used/);
    expect(answer.text).not.toContain('select');
  });

  it('leaves every other error alone', async () => {
    const answer = await failingWith(new Error('something else'));
    expect(answer.status).toBe(500);
    expect(answer.headers['retry-after']).toBeUndefined();
  });
});
