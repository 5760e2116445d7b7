export { registerAgents } from './registerAgents';
export { addAgentRoutes } from './router';
