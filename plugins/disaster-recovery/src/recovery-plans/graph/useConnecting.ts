import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
} from 'react';

/** A line that is being drawn from a wave to the pointer. */
export interface Connecting {
  from: number;
  x: number;
  y: number;
}

/** Lets a wave be connected to another by drawing a line between them; the same can be chosen in a list, by keyboard. */
export function useConnecting(
  canvas: RefObject<HTMLElement>,
  onConnect: ((from: number, to: number) => void) | undefined,
) {
  const [connecting, setConnecting] = useState<Connecting>();
  const connect = useRef(onConnect);
  connect.current = onConnect;
  const from = connecting?.from;

  useEffect(() => {
    if (from === undefined) {
      return undefined;
    }
    const move = (event: PointerEvent) => {
      const box = canvas.current?.getBoundingClientRect();
      if (box) {
        setConnecting({
          from,
          x: event.clientX - box.left,
          y: event.clientY - box.top,
        });
      }
    };
    const drop = (event: PointerEvent) => {
      setConnecting(undefined);
      const target = document
        .elementFromPoint(event.clientX, event.clientY)
        ?.closest<HTMLElement>('[data-wave]');
      const to = Number(target?.dataset.wave);
      if (target && to !== from) {
        connect.current?.(from, to);
      }
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
    };
  }, [from, canvas]);

  const begin = useCallback(
    (wave: { id: number; x: number; y: number }, event: ReactPointerEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setConnecting({ from: wave.id, x: wave.x, y: wave.y });
    },
    [],
  );
  return { connecting, begin };
}
