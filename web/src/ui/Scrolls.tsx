import type { ReactNode } from "react";

/** Lets something wide scroll sideways on a narrow screen, by keyboard too; `label` says what it is. */
export function Scrolls({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={`scrolls ${className}`} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
