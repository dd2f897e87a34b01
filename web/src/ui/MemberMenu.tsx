import { Menu, useMantineColorScheme } from "@mantine/core";
import { Icon } from "./Icon.tsx";

export interface Member {
  name: string;
  /** lead, reviewer, adjudicator, librarian or observer. */
  role: string;
}

const SCHEMES = [
  ["auto", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .join("")
    .slice(0, 3);
}

/** Who is acting, how the page looks, and the keys. */
export function MemberMenu({ member, onKeys }: { member: Member; onKeys: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={220}>
      <Menu.Target>
        <button type="button" className="quiet member">
          <span className="member-initials" aria-hidden="true">
            {initials(member.name)}
          </span>
          <span className="member-name">{member.name}</span>
          <Icon name="down" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{`${member.name}, ${member.role}`}</Menu.Label>
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Looks</Menu.Label>
        {SCHEMES.map(([scheme, words]) => (
          <Menu.Item
            key={scheme}
            leftSection={colorScheme === scheme ? <Icon name="check" /> : <span style={{ width: 16 }} />}
            aria-checked={colorScheme === scheme}
            role="menuitemradio"
            onClick={() => {
              setColorScheme(scheme);
            }}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
