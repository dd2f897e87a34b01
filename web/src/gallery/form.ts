import { type Form, formSchema } from "@chartroom/core/charting";

/** An invented charting form for the gallery. */
export const FORM: Form = formSchema.parse({
  title: "Invented form",
  sections: [
    {
      id: "study",
      label: "Study",
      fields: [
        {
          id: "country",
          label: "Country",
          type: "text",
          required: true,
          help: "Of the first author, as printed.",
        },
        {
          id: "purpose",
          label: "What the model is for",
          type: "choice",
          required: true,
          other: true,
          options: [
            { value: "generate", label: "Generating reports" },
            { value: "translate", label: "Translating reports for patients" },
            { value: "interpret", label: "Direct interpretation" },
          ],
        },
        { id: "cases", label: "Cases read", type: "number", unit: "cases", integer: true, min: 1 },
      ],
    },
    {
      id: "model",
      label: "Model",
      fields: [
        {
          id: "models",
          label: "Model",
          type: "group",
          required: true,
          fields: [
            { id: "name", label: "Name", type: "text" },
            { id: "special", label: "Adapted to radiology", type: "yesno" },
          ],
        },
        {
          id: "input",
          label: "Input",
          type: "many",
          options: [
            { value: "text", label: "Text" },
            { value: "image", label: "Images" },
          ],
        },
      ],
    },
    {
      id: "result",
      label: "Result",
      fields: [
        { id: "outperformed", label: "Outperformed radiologists", type: "yesno", required: true },
        { id: "finding", label: "Main finding", type: "text", long: true },
      ],
    },
  ],
});
