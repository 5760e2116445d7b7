export interface Config {
  /** Who may do what in disaster recovery. */
  portalPolicy?: {
    /**
     * Once there are grants, what none of them allows is denied. Without them everybody may do everything, except that
     * the members of `group:default/dr-viewers` only look on.
     */
    grants?: Array<{
      /** Users and groups, as entity references. */
      to: string[];
      /** Permissions without their prefix `disaster-recovery.`; a `*` at the end stands for any rest. */
      permissions: string[];
      /** Only what one of these entities owns. */
      owners?: string[];
      /** Only what is in one of these AWS accounts. */
      accounts?: string[];
      /** Only what is in, or comes from, one of these regions. */
      regions?: string[];
    }>;
  };
}
