import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { LiveContent, PageHeading, VersionConflict } from '../components';
import { useLive, type LiveKey } from '../live';
import type { FormPageProps } from './FormFoot';

interface Versioned {
  id: string;
  name: string;
  version: number;
}

/** What is edited, and how. */
export interface Edited<T extends Versioned, I> {
  /** What it is: the first part of the key under which it is read. */
  type: LiveKey[0];
  id: string;
  read(): Promise<T>;
  save(input: I, version: number): Promise<T>;
  /** What else has to be read again once it is saved, beside the list. */
  alsoChanges?: string[];
  title(name: string): string;
  saveLabel: string;
  /** Its own page. */
  path: string;
  /** What somebody else has changed between two readings, in words. */
  changed(before: T, now: T): string[];
  form(opened: T, props: FormPageProps<I>): ReactNode;
}

function EditForm<T extends Versioned, I>(props: {
  edited: Edited<T, I>;
  /** As it was when the form was opened. */
  opened: T;
  /** As it is now: others may change it meanwhile. */
  now: T;
  onReload(): void;
}) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { edited, opened, now } = props;
  const { type, id } = edited;
  const [typed, setTyped] = useState<{ input: I }>();
  const save = useMutation({
    mutationFn: (options: { input: I; version: number }) =>
      edited.save(options.input, options.version),
    onSuccess: saved => {
      client.setQueryData([type, id], saved);
      client.invalidateQueries({ queryKey: [type, 'list'] });
      for (const other of edited.alsoChanges ?? []) {
        client.invalidateQueries({ queryKey: [other] });
      }
      navigate(edited.path);
    },
    // Whether it was somebody else's change that stood against it can be seen from how it is now.
    onError: () => client.invalidateQueries({ queryKey: [type, id] }),
  });
  const conflict = save.isError && now.version !== opened.version;
  return edited.form(opened, {
    saveLabel: edited.saveLabel,
    pending: save.isPending,
    error: save.error ?? undefined,
    notice:
      conflict && typed ? (
        <VersionConflict
          changed={edited.changed(opened, now)}
          pending={save.isPending}
          onOverwrite={() =>
            save.mutate({ input: typed.input, version: now.version })
          }
          onDiscard={props.onReload}
        />
      ) : undefined,
    onSave: input => {
      setTyped({ input });
      save.mutate({ input, version: opened.version });
    },
    onCancel: () => navigate(edited.path),
  });
}

/**
 * A page that edits something which others may edit, too: what is typed is not touched by what they do meanwhile, and
 * saving over them is refused until the reader decides.
 */
export function EditPage<T extends Versioned, I>(props: {
  edited: Edited<T, I>;
}) {
  const { edited } = props;
  const { type, id } = edited;
  const [opened, setOpened] = useState<T>();
  const query = useLive({ key: [type, id], fetch: edited.read });
  if (query.data && query.isFetchedAfterMount && opened?.id !== id) {
    setOpened(query.data);
  }
  return (
    <LiveContent query={query}>
      {now => (
        <>
          <PageHeading title={edited.title(now.name)} />
          {opened && (
            <EditForm
              key={`${opened.id}-${opened.version}`}
              edited={edited}
              opened={opened}
              now={now}
              onReload={() => setOpened(now)}
            />
          )}
        </>
      )}
    </LiveContent>
  );
}
