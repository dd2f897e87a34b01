import tseslint from "typescript-eslint";

const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Name what you export; a default export is renamed at every import.",
};

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "scripts/**", "**/*.cjs", "**/*.mjs", "app/bin/**"] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/ban-ts-comment": "error",
      "no-restricted-syntax": ["error", noDefaultExport],
      "max-lines": ["error", { max: 500, skipBlankLines: false, skipComments: false }],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["core/src/**/*.ts", "web/src/**/*.ts", "web/src/**/*.tsx"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", { name: "process", message: "Only app/ may touch the process." }],
    },
  },
  {
    // bundler and runner settings have to be default exports
    files: ["**/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
