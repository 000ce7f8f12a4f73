import assert from "node:assert/strict";
import { test } from "node:test";

import { LiveProject, whyItIsOver } from "../../static/js/live_project.js";

/** A project whose connection is in the hands of the test. */
function connected() {
  const said = { opened: 0 };
  const project = new LiveProject({}, (shared, listener) => {
    Object.assign(said, listener);
    return { open: () => (said.opened += 1) };
  });
  return { project, said };
}

function listenTo(project) {
  const states = [];
  const ways = [];
  const stop = project.listen({
    heard: (state) => states.push(state),
    changed: (how) => ways.push(how),
  });
  return { states, ways, stop };
}

const whole = { whole: true, count: 1, examples: [], gone: [] };
const news = { whole: false, count: 2, examples: [{ id: "a" }], gone: ["b"] };

test("all who listen hear the same, over one connection", () => {
  const { project, said } = connected();
  const [one, other] = [listenTo(project), listenTo(project)];

  said.changed("live");
  said.heard(whole);
  said.heard(news);

  assert.equal(said.opened, 1);
  assert.deepEqual(one.states, [whole, news]);
  assert.deepEqual(other.states, one.states);
  assert.deepEqual(one.ways, ["live"]);
});

test("who comes later hears how it is, and has to read their lists", () => {
  const { project, said } = connected();
  listenTo(project);
  said.changed("live");
  said.heard(news);

  const { states, ways } = listenTo(project);

  assert.deepEqual(states, [{ ...news, whole: true, examples: [], gone: [] }]);
  assert.deepEqual(ways, ["live"]);
});

test("what is asked for and has not changed is no news", () => {
  const { project, said } = connected();
  const { states } = listenTo(project);

  for (let time = 0; time < 3; time += 1) said.heard({ ...whole });
  said.heard({ ...whole, count: 2 });

  assert.deepEqual(
    states.map(({ count }) => count),
    [1, 2],
  );
});

test("the same change twice is told twice only if something came between", () => {
  const { project, said } = connected();
  const { states } = listenTo(project);

  said.heard(news);
  said.heard(whole);
  said.heard(news);

  assert.equal(states.length, 3);
});

test("who has stopped listening hears no more", () => {
  const { project, said } = connected();
  const { states, stop } = listenTo(project);
  stop();

  said.heard(whole);

  assert.deepEqual(states, []);
});

/** What there is to say when the server answers so to who asks once more. */
async function whySaid(context, detail, status) {
  const answer = () => Response.json({ detail }, { status });
  context.mock.method(globalThis, "fetch", async () => answer());
  return whyItIsOver({ address: "/api/projects/1/live/" });
}

test("why it is over is said unless it just is not theirs any more", async (context) => {
  assert.equal(await whySaid(context, "Log in again.", 403), "Log in again.");
});

test("of what is not theirs nothing more is said", async (context) => {
  assert.equal(await whySaid(context, "Not found.", 404), "");
});
