import { type Protocol, protocolSchema } from "@chartroom/core/protocol";

/** An invented protocol for the gallery. */
export const PROTOCOL: Protocol = protocolSchema.parse({
  title: "Generative AI in radiology",
  question: "How has large-scale generative AI been evaluated by clinicians for use in radiology?",
  pcc: {
    population: "Radiological images, reports and the people who read or receive them",
    concept: "Large language models and multimodal models, judged by clinicians",
    context: "Any setting, any country",
  },
  criteria: [
    {
      id: "population",
      element: "population",
      include: "Images or reports of radiology, real or simulated",
      exclude: "pathology slides, photographs of skin",
      terms: ["radiolog*", "radiograph*", "imaging"],
    },
    {
      id: "concept",
      element: "concept",
      include: "A large generative model whose output clinicians judged",
      terms: ["large language model", "multimodal model", "vision-language", "structured report*"],
    },
    { id: "context", element: "context", include: "Any setting" },
    {
      id: "sources",
      element: "types_of_sources",
      include: "Primary study with its own data",
      exclude: "reviews, editorials, letters without data",
      againstTerms: ["review", "editorial"],
    },
  ],
  reasons: [
    { code: "no-own-data", label: "No own data", criterion: "sources" },
    { code: "not-radiology", label: "Not radiology", criterion: "population" },
    { code: "not-generative", label: "Not a large generative model", criterion: "concept" },
    { code: "no-clinicians", label: "No clinician judged the output" },
    { code: "no-full-text", label: "Conference abstract only", stages: ["full_text"] },
  ],
  registration: { kind: "Open Science Framework", reference: "invented-0000" },
});
