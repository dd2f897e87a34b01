import { Checkbox } from "@mantine/core";
import type { Role } from "@chartroom/core/review";

/** What a member may do (domain: Who may what), for the roles that people have. */
const ROLE_WORDS: readonly (readonly [role: Role, name: string, words: string])[] = [
  ["lead", "Lead", "protocol, settings and members, each change with its reason"],
  ["reviewer", "Reviewer", "votes and charts what is assigned; searches and imports"],
  ["adjudicator", "Adjudicator", "settles conflicts in which they did not vote"],
  ["librarian", "Librarian", "searches, imports, joins and splits; sees no votes"],
  ["observer", "Observer", "reads closed results"],
];

export interface RoleBoxesProps {
  label: string;
  roles: readonly Role[];
  onChange: (roles: readonly Role[]) => void;
}

/** Those of these words that are roles. */
export function asRoles(words: readonly string[]): Role[] {
  return ROLE_WORDS.flatMap(([role]) => (words.includes(role) ? [role] : []));
}

/** The roles of a member to tick; a member can have several. */
export function RoleBoxes({ label, roles, onChange }: RoleBoxesProps) {
  return (
    <Checkbox.Group
      label={label}
      value={[...roles]}
      onChange={(words) => {
        onChange(asRoles(words));
      }}
    >
      <div className="role-boxes">
        {ROLE_WORDS.map(([role, name, words]) => (
          <Checkbox key={role} value={role} label={name} description={words} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
