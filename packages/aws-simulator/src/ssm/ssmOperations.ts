import { Operations } from '../Call';
import { automationOperations } from './automationOperations';
import { commandOperations } from './commandOperations';
import { commandQueries } from './commandQueries';
import { documentOperations } from './documentOperations';
import { nodeOperations } from './nodeOperations';

export const ssmOperations: Operations = {
  ...nodeOperations,
  ...commandOperations,
  ...commandQueries,
  ...documentOperations,
  ...automationOperations,
};
