import { describe, expect, it } from "vitest";
import { cochraneVersion, doiOf } from "./doi.ts";

describe("doiOf", () => {
  it.each([
    ["https://doi.org/10.5555/ABC.1", "10.5555/abc.1"],
    ["doi:10.5555%2Fabc(1)", "10.5555/abc(1)"],
    ["10.5555/abc [doi]", "10.5555/abc"],
    ["10.5555/abc).", "10.5555/abc"],
    ["10.5555/abc?via=x", "10.5555/abc"],
    ["none", ""],
    ["", ""],
  ])("reads %j", (raw, expected) => {
    expect(doiOf(raw)).toBe(expected);
  });

  it("reads the version of a Cochrane review", () => {
    expect(cochraneVersion("10.1002/14651858.cd000001.pub3")).toEqual({ review: "cd000001", version: "3" });
    expect(cochraneVersion("10.5555/abc")).toBeUndefined();
  });
});
