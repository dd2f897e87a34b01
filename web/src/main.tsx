import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { Look } from "./ui/Look.tsx";

const page = document.getElementById("page");
if (page !== null) {
  createRoot(page).render(
    <StrictMode>
      <Look>
        <App />
      </Look>
    </StrictMode>,
  );
}
