/** Two regions, and the way there and back. The same drawing as public/favicon.svg. */
export const LogoMark = () => (
  <svg
    width="32"
    height="32"
    viewBox="0 0 32 32"
    fill="none"
    strokeWidth="3"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M6 12a11 11 0 0 1 19-2" stroke="#4fc3f7" />
    <path d="M26 4v7h-7" stroke="#4fc3f7" />
    <path d="M26 20a11 11 0 0 1-19 2" stroke="#9be15d" />
    <path d="M6 28v-7h7" stroke="#9be15d" />
  </svg>
);
