export { formatBytes } from './formatBytes';
export { durationWords, etaWords, lagWords } from './durationWords';
export {
  formatClock,
  formatLocal,
  formatRelative,
  formatUtc,
} from './formatTime';
