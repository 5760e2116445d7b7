import { Call, Operations, read } from '../Call';
import { AwsError } from '../wire/AwsError';
import { AMAZON_DOCUMENTS } from './amazonDocuments';
import { contentOf, documentOf } from './documents';
import { invalidToken } from './nodeOperations';
import { SsmDocument } from './types';

function mustFind(call: Call, name: string): SsmDocument {
  const document = documentOf(call.world, call, name);
  if (!document) {
    throw new AwsError(
      'InvalidDocument',
      `Document with name ${name} does not exist.`,
    );
  }
  return document;
}

function identity(document: SsmDocument): Record<string, unknown> {
  return {
    Name: document.name,
    CreatedDate: document.createdAt,
    Owner: document.owner,
    PlatformTypes: document.platforms,
    DocumentVersion: document.version,
    DocumentType: document.type,
    SchemaVersion: document.schemaVersion,
    DocumentFormat: 'JSON',
    Tags: [],
  };
}

export const documentOperations: Operations = {
  DescribeDocument: read((input, call) => {
    const document = mustFind(call, input.Name);
    return {
      Document: {
        ...identity(document),
        Status: 'Active',
        Description: document.description,
        Parameters: Object.entries(document.parameters).map(
          ([Name, definition]) => ({
            Name,
            Type: definition.type === 'StringList' ? 'StringList' : 'String',
            Description: definition.description,
            DefaultValue:
              definition.default === undefined
                ? undefined
                : String(definition.default),
          }),
        ),
        LatestVersion: document.version,
        DefaultVersion: document.version,
      },
    };
  }),

  GetDocument: read((input, call) => {
    const document = mustFind(call, input.Name);
    return {
      ...identity(document),
      Status: 'Active',
      Content: contentOf(document),
    };
  }),

  ListDocuments: read((input, call) => {
    const filters: {
      Key?: string;
      key?: string;
      Values?: string[];
      value?: string;
    }[] = [...(input.Filters ?? []), ...(input.DocumentFilterList ?? [])];
    const all = [
      ...Object.values(AMAZON_DOCUMENTS),
      ...Object.values(call.state.ssm.documents),
    ].filter(document =>
      filters.every(filter => {
        const values = filter.Values ?? [filter.value ?? ''];
        switch (filter.Key ?? filter.key) {
          case 'Owner':
            return values.some(
              value =>
                ({
                  Amazon: document.owner === 'Amazon',
                  Self: document.owner === call.account,
                  Private: document.owner === call.account,
                  Public: document.owner === 'Amazon',
                  All: true,
                }[value]),
            );
          case 'Name':
            return values.some(value => document.name.startsWith(value));
          case 'DocumentType':
            return values.includes(document.type);
          case 'PlatformTypes':
            return values.some(value => document.platforms.includes(value));
          default:
            return true;
        }
      }),
    );
    const page = call.page(all, document => document.name, {
      token: input.NextToken,
      size: input.MaxResults ?? 50,
      query: filters,
      invalidToken,
    });
    return {
      DocumentIdentifiers: page.items.map(identity),
      NextToken: page.nextToken,
    };
  }),
};
