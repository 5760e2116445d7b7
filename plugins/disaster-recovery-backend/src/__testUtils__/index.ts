export { cloudWatch, loggedInCloudWatch } from './cloudWatch';
export {
  testPortals,
  type TestPortal,
  type TestPortalOptions,
} from './testPortals';
export { until } from './until';
export { wrongClock } from './wrongClock';
