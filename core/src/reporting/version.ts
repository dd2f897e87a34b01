/** The program's version as reports print it; a test holds it to package.json's. */
export const PROGRAM_VERSION = "0.1.0";
