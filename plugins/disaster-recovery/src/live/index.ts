export { LiveProvider, useSignalsAvailable } from './LiveProvider';
export { useLive, type LiveKey, type UseLiveOptions } from './useLive';
export { useNow } from './useNow';
export { useStableOrder, type StableOrder } from './useStableOrder';
export { useConnection } from './useConnection';
export { isAwayError } from './isAwayError';
export { StaleMark } from './StaleMark';
export { ConnectionBanner } from './ConnectionBanner';
export { NewOrderNotice } from './NewOrderNotice';
