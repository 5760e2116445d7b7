import { useLayoutEffect, useState } from 'react';

/** Whether an element is at least so many pixels wide, as it is now. */
export function useHasRoom(
  element: HTMLElement | null,
  width: number,
): boolean {
  const [hasRoom, setHasRoom] = useState(true);
  useLayoutEffect(() => {
    if (!element) {
      return undefined;
    }
    const measure = () => setHasRoom(element.offsetWidth >= width);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, width]);
  return hasRoom;
}
