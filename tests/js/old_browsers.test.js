import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SCRIPTS = new URL("../../static/js/", import.meta.url);

// What Chrome 94, Firefox 98 or Safari 15.4 cannot do, and would stop at.
const TOO_NEW = [
  /\(\?<[=!]/, // looking behind, in regular expressions
  /\/[dgimsuy]*v[dgimsuy]*[;,.)]$/m, // sets in regular expressions
  /\.(throwIfAborted|findLast|toSorted|toReversed|toSpliced|isWellFormed)\(/,
  /\b(AbortSignal\.(any|timeout)|Array\.fromAsync|Object\.groupBy|withResolvers)\b/,
  /^\s+static \{/m,
  /:dir\(/, // a selector that throws where it is not known
];

test("browsers of schools understand every script", () => {
  const names = readdirSync(SCRIPTS, { recursive: true }).filter((name) =>
    name.endsWith(".js"),
  );
  assert.ok(names.length > 50);
  for (const name of names) {
    const script = readFileSync(new URL(name, SCRIPTS), "utf8");
    for (const tooNew of TOO_NEW) assert.doesNotMatch(script, tooNew, name);
  }
});
