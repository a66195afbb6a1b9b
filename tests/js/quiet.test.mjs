import assert from "node:assert/strict";
import test from "node:test";

import { inQuiet } from "../../assets/js/quiet.mjs";

test("what waits for a quiet moment has a limit", () => {
  const asked = [];
  const done = () => {};
  inQuiet(done, { requestIdleCallback: (task, options) => asked.push([task, options?.timeout]) });
  inQuiet(done, { setTimeout: (task, ms) => asked.push([task, ms]) });
  assert.equal(asked.length, 2);
  for (const [task, ms] of asked) {
    assert.equal(task, done);
    assert.ok(ms > 0 && ms <= 10_000, String(ms));
  }
});
