import { createContext, use, type MouseEvent, type ReactNode } from "react";

type Navigate = (href: string) => void;

const Navigation = createContext<Navigate | undefined>(undefined);

/** Tells all links below how to change place without loading the page anew. */
export function Navigator({ navigate, children }: { navigate: Navigate; children: ReactNode }) {
  return <Navigation value={navigate}>{children}</Navigation>;
}

export interface GoProps {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  /** Set where the link leads to the place that is shown. */
  current?: boolean | undefined;
  label?: string | undefined;
  /** Told after a plain click, say to close a menu. */
  onGo?: (() => void) | undefined;
}

/** A real link: it can be copied, opened in a tab, and walks through the router on a plain click. */
export function Go({ href, children, className, current, label, onGo }: GoProps) {
  const navigate = use(Navigation);
  const follow = (event: MouseEvent) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain) return;
    onGo?.();
    if (navigate === undefined || event.defaultPrevented) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a
      href={href}
      className={className}
      aria-current={current === true ? "page" : undefined}
      aria-label={label}
      onClick={follow}
    >
      {children}
    </a>
  );
}
