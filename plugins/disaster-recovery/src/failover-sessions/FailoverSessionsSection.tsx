import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageSkeleton } from '../components';
import { UnknownAddress } from '../layout/UnknownAddress';
import { FailoverSessionsPage } from './FailoverSessionsPage';

const SessionPage = lazy(async () => ({
  default: (await import('../session/SessionPage')).SessionPage,
}));
const WizardPage = lazy(async () => ({
  default: (await import('../wizard/WizardPage')).WizardPage,
}));
const CleanupPage = lazy(async () => ({
  default: (await import('../cleanup/CleanupPage')).CleanupPage,
}));

/** The pages below `/sessions`. */
export function FailoverSessionsSection() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<FailoverSessionsPage />} />
        <Route path=":sessionId/wizard" element={<WizardPage />} />
        <Route path=":sessionId/wizard/:step" element={<WizardPage />} />
        <Route path=":sessionId/cleanup" element={<CleanupPage />} />
        <Route path=":sessionId" element={<SessionPage />} />
        <Route path=":sessionId/:tab" element={<SessionPage />} />
        <Route path="*" element={<UnknownAddress />} />
      </Routes>
    </Suspense>
  );
}
