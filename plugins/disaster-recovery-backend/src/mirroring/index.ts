export { registerMirroring } from './registerMirroring';
export { addMirroringRoutes } from './router';
