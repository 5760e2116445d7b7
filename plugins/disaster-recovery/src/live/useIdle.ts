import { useEffect, useState } from 'react';

const SIGNS_OF_READING = ['pointermove', 'pointerdown', 'keydown', 'wheel'];

/** Whether nobody has moved, typed or scrolled for so many milliseconds: rows may then change places. */
export function useIdle(afterMs: number): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), afterMs);
    const onReading = () => {
      clearTimeout(timer);
      setIdle(false);
      timer = setTimeout(() => setIdle(true), afterMs);
    };
    for (const sign of SIGNS_OF_READING) {
      window.addEventListener(sign, onReading, { passive: true });
    }
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_READING) {
        window.removeEventListener(sign, onReading);
      }
    };
  }, [afterMs]);
  return idle;
}
