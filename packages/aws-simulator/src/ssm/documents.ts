import { AwsError } from '../wire/AwsError';
import { World } from '../world/World';
import { AMAZON_DOCUMENTS } from './amazonDocuments';
import { DocumentParameter, SsmDocument } from './types';

/** A document by name: Amazon's, or one of the account in the region. */
export function documentOf(
  world: World,
  owner: { account: string; region: string },
  name: string,
): SsmDocument | undefined {
  const local = name.startsWith('arn:') ? name.split('document/').pop()! : name;
  return (
    AMAZON_DOCUMENTS[local] ??
    world.region(owner.account, owner.region).ssm.documents[local]
  );
}

function wrong(
  name: string,
  definition: DocumentParameter,
  values: string[],
): string | undefined {
  if (definition.type !== 'StringList' && values.length !== 1) {
    return `Parameter "${name}" must have one value.`;
  }
  for (const value of values) {
    if (definition.allowedValues && !definition.allowedValues.includes(value)) {
      return `Parameter "${name}" value "${value}" is not in the allowed values list [${definition.allowedValues.join(
        ',',
      )}].`;
    }
    if (
      definition.allowedPattern &&
      !new RegExp(`^(?:${definition.allowedPattern})$`).test(value)
    ) {
      return `Parameter "${name}" value "${value}" does not match the allowed pattern ${definition.allowedPattern}.`;
    }
  }
  return undefined;
}

/** Checks parameters against a document's definition, and fills in what it has defaults for. */
export function checkParameters(
  document: SsmDocument,
  given: Record<string, string[]>,
  errorCode: string,
): Record<string, string[]> {
  const fail = (message: string) => new AwsError(errorCode, message);
  const unknown = Object.keys(given).filter(name => !document.parameters[name]);
  if (unknown.length > 0) {
    throw fail(
      `Parameters [${unknown.join(', ')}] are not defined in document ${
        document.name
      }.`,
    );
  }
  const result: Record<string, string[]> = {};
  for (const [name, definition] of Object.entries(document.parameters)) {
    const values = given[name];
    if (values === undefined) {
      if (definition.default === undefined) {
        throw fail(
          `Parameter "${name}" of document ${document.name} requires a value.`,
        );
      }
      result[name] = [String(definition.default)];
    } else {
      const problem = wrong(name, definition, values);
      if (problem) throw fail(problem);
      result[name] = values;
    }
  }
  return result;
}

/** A document's content, as GetDocument gives it. */
export function contentOf(document: SsmDocument): string {
  const isAutomation = document.type === 'Automation';
  const isOld = document.schemaVersion.startsWith('1.');
  return JSON.stringify(
    {
      schemaVersion: document.schemaVersion,
      description: document.description,
      parameters: document.parameters,
      ...(isOld
        ? {
            runtimeConfig: Object.fromEntries(
              document.steps.map(step => [
                step.action,
                {
                  properties: [
                    { id: `0.${step.action}`, runCommand: '{{ commands }}' },
                  ],
                },
              ]),
            ),
          }
        : {
            mainSteps: document.steps.map(step => ({
              name: step.name,
              action: step.action,
              ...(step.platform && !isAutomation
                ? {
                    precondition: {
                      StringEquals: ['platformType', step.platform],
                    },
                  }
                : {}),
              inputs: {},
            })),
          }),
    },
    undefined,
    2,
  );
}
