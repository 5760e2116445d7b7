import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageSkeleton } from '../components';
import { UnknownAddress } from '../layout/UnknownAddress';
import { RecoveryPlansPage } from './list/RecoveryPlansPage';

const RecoveryPlanPage = lazy(async () => ({
  default: (await import('./detail/RecoveryPlanPage')).RecoveryPlanPage,
}));
const CreatePlanPage = lazy(async () => ({
  default: (await import('./editor/CreatePlanPage')).CreatePlanPage,
}));
const EditPlanPage = lazy(async () => ({
  default: (await import('./editor/EditPlanPage')).EditPlanPage,
}));
const RunPlanPage = lazy(async () => ({
  default: (await import('./run/RunPlanPage')).RunPlanPage,
}));

/** The pages below `/recovery-plans`. */
export function RecoveryPlansSection() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<RecoveryPlansPage />} />
        <Route path="create" element={<CreatePlanPage />} />
        <Route path=":planId" element={<RecoveryPlanPage />} />
        <Route path=":planId/edit" element={<EditPlanPage />} />
        <Route path=":planId/run" element={<RunPlanPage />} />
        <Route path="*" element={<UnknownAddress />} />
      </Routes>
    </Suspense>
  );
}
