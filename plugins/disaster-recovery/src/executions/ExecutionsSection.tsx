import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageSkeleton } from '../components';
import { UnknownAddress } from '../layout/UnknownAddress';
import { ExecutionsPage } from './list/ExecutionsPage';

const ExecutionPage = lazy(async () => ({
  default: (await import('./detail/ExecutionPage')).ExecutionPage,
}));

/** The pages below `/executions`. */
export function ExecutionsSection() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<ExecutionsPage />} />
        <Route path=":executionId" element={<ExecutionPage />} />
        <Route path=":executionId/:tab" element={<ExecutionPage />} />
        <Route path="*" element={<UnknownAddress />} />
      </Routes>
    </Suspense>
  );
}
