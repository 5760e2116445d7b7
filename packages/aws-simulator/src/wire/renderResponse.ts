import { AwsError } from './AwsError';
import { renderJson } from './renderJson';
import { escapeXml, renderXml } from './renderXml';
import { ServiceModel } from './ServiceModel';
import { WireResponse } from './types';

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

function xmlResponse(status: number, body: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
    body,
  };
}

function jsonType(model: ServiceModel): string {
  return model.protocol === 'rest-json'
    ? 'application/json'
    : `application/x-amz-json-${model.metadata.jsonVersion ?? '1.1'}`;
}

/** The answer to a call that succeeded, in the service's protocol. */
export function renderSuccess(
  model: ServiceModel,
  operationName: string,
  output: Record<string, unknown>,
  requestId: string,
): WireResponse {
  const operation = model.operations[operationName];
  const namespace = model.metadata.xmlNamespace;
  switch (model.protocol) {
    case 'ec2': {
      const members = operation.output
        ? renderXml(model, operation.output, output)
        : '<return>true</return>';
      return xmlResponse(
        200,
        `${XML}<${operationName}Response xmlns="${namespace}/"><requestId>${requestId}</requestId>${members}</${operationName}Response>`,
      );
    }
    case 'query': {
      const members = operation.output
        ? renderXml(model, operation.output, output)
        : '';
      return xmlResponse(
        200,
        `${XML}<${operationName}Response xmlns="${namespace}"><${operationName}Result>${members}</${operationName}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operationName}Response>`,
      );
    }
    default: {
      const status = operation.http.responseCode ?? 200;
      const body = operation.output
        ? JSON.stringify(renderJson(model, operation.output, output))
        : '';
      return {
        status,
        headers: { 'content-type': jsonType(model) },
        body: status === 204 ? '' : body,
      };
    }
  }
}

/** The answer to a call that failed, in the service's protocol. */
export function renderError(
  model: ServiceModel,
  error: AwsError,
  requestId: string,
): WireResponse {
  const code = escapeXml(error.code);
  const message = escapeXml(error.message);
  switch (model.protocol) {
    case 'ec2':
      return {
        ...xmlResponse(
          error.status,
          `${XML}<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
        ),
      };
    case 'query':
      return xmlResponse(
        error.status,
        `${XML}<ErrorResponse xmlns="${
          model.metadata.xmlNamespace
        }"><Error><Type>${
          error.status < 500 ? 'Sender' : 'Receiver'
        }</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
    case 'rest-json':
      return {
        status: error.status,
        headers: {
          'content-type': jsonType(model),
          'x-amzn-errortype': error.code,
          ...error.headers,
        },
        body: JSON.stringify({ message: error.message, ...error.members }),
      };
    default:
      return {
        status: error.status,
        headers: { 'content-type': jsonType(model), ...error.headers },
        body: JSON.stringify({
          __type: error.code,
          message: error.message,
          ...error.members,
        }),
      };
  }
}
