import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageSkeleton } from '../components';
import { UnknownAddress } from '../layout/UnknownAddress';
import { ProtectionGroupsPage } from './list/ProtectionGroupsPage';

const ProtectionGroupPage = lazy(async () => ({
  default: (await import('./detail/ProtectionGroupPage')).ProtectionGroupPage,
}));
const CreateGroupPage = lazy(async () => ({
  default: (await import('./form/CreateGroupPage')).CreateGroupPage,
}));
const EditGroupPage = lazy(async () => ({
  default: (await import('./form/EditGroupPage')).EditGroupPage,
}));

/** The pages below `/protection-groups`. */
export function ProtectionGroupsSection() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<ProtectionGroupsPage />} />
        <Route path="create" element={<CreateGroupPage />} />
        <Route path=":groupId" element={<ProtectionGroupPage />} />
        <Route path=":groupId/edit" element={<EditGroupPage />} />
        <Route path="*" element={<UnknownAddress />} />
      </Routes>
    </Suspense>
  );
}
