export interface Config {
  auth?: {
    providers?: {
      /**
       * Lets everybody who can open the portal choose one of these users, without a password. For demonstrations only.
       */
      demo?: {
        /**
         * @deepVisibility frontend
         */
        users: Array<{
          /** The name of a User in the catalog's default namespace. */
          name: string;
          /** What this user may do, in a few words, for the one who chooses. */
          description: string;
        }>;
      };
    };
  };
}
