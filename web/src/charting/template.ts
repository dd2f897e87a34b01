/** A small form to begin with: every part of it is meant to be changed. */
export const TEMPLATE = `title: Charting form
# charted by how many people, independently
charters: 2
sections:
  - id: study
    label: Study
    fields:
      - id: country
        label: Country
        type: text
        help: Of the first author, as printed.
      - id: design
        label: Design
        type: choice
        required: true
        other: true
        options: [Experimental, Observational, Qualitative, Mixed methods, Secondary research]
      - id: participants
        label: Participants
        type: number
        integer: true
        min: 0
  - id: concept
    label: Concept
    fields:
      - id: aim
        label: Aim
        type: text
        long: true
        required: true
      - id: context
        label: Context
        type: text
        help: Where the study took place, and for whom.
  - id: results
    label: Results
    fields:
      - id: outcomes
        label: Outcomes
        type: group
        fields:
          - id: name
            label: Outcome
            type: text
          - id: result
            label: Result
            type: text
      - id: finding
        label: Main finding
        type: text
        long: true
        required: true
`;
