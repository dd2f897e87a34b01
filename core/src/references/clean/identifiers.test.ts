import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanArxiv,
  cleanDoi,
  cleanIsbn,
  cleanIssn,
  cleanPmcid,
  cleanPmid,
  findDoi,
  findIssns,
} from "./identifiers.ts";

describe("DOI", () => {
  test.each([
    ["10.1000/182", "10.1000/182"],
    ["doi:10.1000/ABC.Def", "10.1000/abc.def"],
    ["DOI: 10.1000/182.", "10.1000/182"],
    ["https://doi.org/10.1000/182", "10.1000/182"],
    ["http://dx.doi.org/10.1000%2F182", "10.1000/182"],
    ["doi.org/10.1000/182", "10.1000/182"],
    [
      "10.1000/(sici)1097(1998)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
      "10.1000/(sici)1097(1998)17:15/16<1661::aid-sim968>3.0.co;2-2",
    ],
    ["10.1016/S0140-6736(05)66988-4", "10.1016/s0140-6736(05)66988-4"],
    [
      "10.1000/(SICI)1000-10(1997)1:1%3C7::AID-X2%3E3.0.CO;2-5",
      "10.1000/(sici)1000-10(1997)1:1<7::aid-x2>3.0.co;2-5",
    ],
    [" 10.1000/xyz.", "10.1000/xyz"],
    ["10.1000/xyz)", "10.1000/xyz"],
  ])("%s", (text, doi) => expect(cleanDoi(text)).toBe(doi));

  test.each(["", "none", "10.12/x", "see 10.1000/182", "10.1000", "S0140-6736(05)66988-4"])(
    "%j is none",
    (text) => expect(cleanDoi(text)).toBeUndefined(),
  );

  test.each([
    ["https://example.org/record?id=2-s2.0-1&doi=10.1000%2fs41-024&partnerID=40", "10.1000/s41-024"],
    ["https://example.org/doi/pdf/10.1000/xyz.2024?needAccess=true", "10.1000/xyz.2024"],
    ["https://example.org/articles/10.1000/xyz.2024/full", "10.1000/xyz.2024"],
    ["A text (see 10.1000/xyz), and more", "10.1000/xyz"],
    ["Publisher: 10.1000/xyz; 12 pages", "10.1000/xyz"],
    ['<a href="https://doi.org/10.1000/xyz">here</a>', "10.1000/xyz"],
  ])("found in %s", (text, doi) => expect(findDoi(text)).toBe(doi));

  test("a number within a longer number is none", () => expect(findDoi("3110.1000/5")).toBeUndefined());

  test("cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^10\.\d{4,6}\/[a-zA-Z0-9.()/_;<>-]{1,30}$/), (text) => {
        const doi = cleanDoi(text);
        if (doi !== undefined) expect(cleanDoi(doi)).toBe(doi);
      }),
    );
  });
});

test.each([
  ["12345678", "12345678"],
  ["PMID: 123", "123"],
  ["35957633 [PMID]", "35957633"],
  ["PUBMED 21314913", "21314913"],
  ["MEDLINE:29657938", "29657938"],
  ["https://pubmed.ncbi.nlm.nih.gov/29657938/", "29657938"],
  ["000123", "123"],
  ["PMC123", undefined],
  ["123456789", undefined],
  ["0", undefined],
])("PMID %s", (text, pmid) => expect(cleanPmid(text)).toBe(pmid));

test.each([
  ["PMC5887696", "PMC5887696"],
  ["pmc 5887696.2", "PMC5887696"],
  ["https://www.ncbi.nlm.nih.gov/pmc/articles/PMC42/", "PMC42"],
  ["5887696", undefined],
])("PMCID %s", (text, pmcid) => expect(cleanPmcid(text)).toBe(pmcid));

test.each([
  ["arXiv:2409.12973v2", "2409.12973"],
  ["https://arxiv.org/abs/2409.12973", "2409.12973"],
  ["10.48550/arxiv.2409.12973", "2409.12973"],
  ["hep-th/9901001", "hep-th/9901001"],
  ["1234.5678 apples", undefined],
  ["9913.00001", undefined],
])("arXiv %s", (text, id) => expect(cleanArxiv(text)).toBe(id));

// ISO 3297's own example is 0317-8471; ISO 2108's are 0-306-40615-2 and 978-0-306-40615-7.
test.each([
  ["0317-8471", "0317-8471"],
  ["03178471", "0317-8471"],
  ["2434-561x (Electronic)", "2434-561X"],
  ["EISSN-0317-8471", "0317-8471"],
  ["0317-8472", undefined],
])("ISSN %s", (text, issn) => expect(cleanIssn(text)).toBe(issn));

test.each([
  ["0-306-40615-2", "0306406152"],
  ["978-0-306-40615-7 (print)", "9780306406157"],
  ["0-8044-2957-X", "080442957X"],
  ["978-0-306-40615-8", undefined],
  ["0-306-40615-3", undefined],
])("ISBN %s", (text, isbn) => expect(cleanIsbn(text)).toBe(isbn));

test("an ISBN holds no ISSN, and several ISSNs are told apart", () => {
  expect(findIssns("978-0-306-40615-7")).toEqual([]);
  expect(findIssns("0317-8471(Electronic),2434-561X(Print), 0317-8471")).toEqual(["0317-8471", "2434-561X"]);
});
