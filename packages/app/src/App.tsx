import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './navigation';
import { signInModule } from './sign-in';

/** The plugins come by themselves: `app.packages: all` takes those that package.json names. */
export default createApp({
  features: [navigationModule, signInModule],
});
