import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Request, RequestHandler } from 'express';
import { openApiDocument } from '../openapi';

const DOCUMENT = 'document';

/** As a part of a JSON pointer in a URI. */
const escaped = (name: string | number) =>
  encodeURIComponent(String(name).replaceAll('~', '~0').replaceAll('/', '~1'));

type Documented = Request & { openapi: { openApiRoute: string } };

/**
 * Every answer must be as the API's document says; one that is not becomes an error 500 that says why.
 *
 * The validator of requests could do this as well, and would compile each of an operation's answers anew for each portal of a
 * test; this compiles only the answers that are given, once.
 */
export function answerCheck(): RequestHandler {
  const document: any = openApiDocument();
  const ajv = addFormats(new Ajv({ strict: false, validateSchema: false }));
  ajv.addSchema(document, DOCUMENT);
  const compiled = new Map<string, ValidateFunction>();

  const faultOf = (request: Request, status: number, body: unknown) => {
    const route = (request as Documented).openapi.openApiRoute;
    const method = request.method.toLowerCase();
    const answer = document.paths[route][method].responses[status];
    if (!answer) {
      return `there is no answer ${status} in the document`;
    }
    if (!answer.content) {
      return 'the document says that this answer is empty';
    }
    const pointer = [
      'paths',
      route,
      method,
      'responses',
      status,
      'content',
      'application/json',
      'schema',
    ];
    const reference = `${DOCUMENT}#/${pointer.map(escaped).join('/')}`;
    const validate =
      compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    // As it goes over the wire.
    return validate(JSON.parse(JSON.stringify(body)))
      ? undefined
      : ajv.errorsText(validate.errors, { dataVar: 'answer' });
  };

  return (request, response, next) => {
    const json = response.json.bind(response);
    response.json = body => {
      const fault = faultOf(request, response.statusCode, body);
      if (!fault) {
        return json(body);
      }
      const message = `${request.method} ${request.originalUrl} answered ${response.statusCode}, but ${fault}`;
      response.status(500);
      return json({ error: { name: 'UndocumentedAnswer', message } });
    };
    next();
  };
}
