// Writes what became of each test to the file named in CHARTROOM_TEST_RESULTS, with the note that a test gave
// when it skipped itself; Vitest's own JSON leaves that out.
import { writeFileSync } from "node:fs";

function describe(test) {
  const result = test.result();
  return { name: test.fullName, file: test.module.relativeModuleId, state: result.state, note: result.note };
}

export default class ResultsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(describe));
    // a file that could not be loaded, or a hook that failed, leaves no failed test behind
    const broken = modules
      .filter((module) => !module.ok() && ![...module.children.allTests("failed")].length)
      .map((module) => module.relativeModuleId);
    const results = { tests, broken, unhandled: unhandledErrors.length };
    writeFileSync(process.env.CHARTROOM_TEST_RESULTS, JSON.stringify(results));
  }
}
