import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useNavigate,
  useRouterState,
} from "@tanstack/react-router";
import { Navigator } from "../ui/Go.tsx";
import { ApiError } from "../api/client.ts";
import { HomeRoom } from "../review/HomeRoom.tsx";
import { ROOMS } from "./rooms.tsx";
import { Shell } from "./Shell.tsx";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => error instanceof ApiError && error.away && failures < 5,
    },
  },
});

function Root() {
  const navigate = useNavigate();
  return (
    <Navigator navigate={(href) => void navigate({ to: href })}>
      <Outlet />
    </Navigator>
  );
}

function ReviewPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const review = path.split("/")[2] ?? "";
  const room = path.split("/")[3] || "overview";
  return (
    <Shell review={review} room={room} navigate={(href) => void navigate({ to: href })}>
      <Outlet />
    </Shell>
  );
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

function NotFound() {
  return (
    <main className="state">
      <h1>There is nothing at this address</h1>
      <p>
        <a href="/">Back to your reviews</a>
      </p>
    </main>
  );
}

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomeRoom });
const reviewRoute = createRoute({ getParentRoute: () => root, path: "/r/$review", component: ReviewPage });
const rooms = ROOMS.map(({ path, component }) =>
  createRoute({ getParentRoute: () => reviewRoute, path, component }),
);

const router = createRouter({
  routeTree: root.addChildren([home, reviewRoute.addChildren(rooms)]),
  defaultPreload: false,
});

/** The page: your reviews, and the rooms of the one that is open. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
