// How fast two peers take in what others wrote, and what they do when the clock is set back.
// Reads {events, set_back} (the latter in milliseconds) as JSON, writes one line of JSON.

import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { next as A } from "@automerge/automerge";
import { getClock, makeClock, merkle, setClock, Timestamp } from "@actual-app/crdt";

const real = Date.now;
const EACH = 500;
const PEOPLE = 300;

const id = () => randomUUID().replaceAll("-", "");

function timed(work) {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

/** Timestamps of another laptop, as the text that Actual's messages carry. */
function messages(count, node, at) {
  return Array.from({ length: count }, (_, n) => new Timestamp(at + n, 0, node).toString());
}

function freshClock(node) {
  setClock(makeClock(new Timestamp(0, 0, node)));
  Timestamp.init({ node });
}

/** Clocks and merkle trie only: the package stores no rows. */
function actual(count) {
  const coming = messages(count, "aaaaaaaaaaaaaaaa", real() - count);
  freshClock("bbbbbbbbbbbbbbbb");
  return timed(() => {
    const clock = getClock();
    for (const text of coming) {
      const timestamp = Timestamp.parse(text);
      Timestamp.recv(timestamp);
      clock.merkle = merkle.insert(clock.merkle, timestamp);
    }
    clock.merkle = merkle.prune(clock.merkle);
  });
}

/** A document in memory: applied, not saved. Many laptops wrote a little each. */
function automerge(count) {
  const begin = A.save(A.from({ rows: {} }));
  const people = Array.from({ length: PEOPLE }, id);
  const changes = [];
  let doc;
  for (let n = 0; n < count; n++) {
    if (n % EACH === 0) doc = A.load(begin); // a new writer; a large document changes slowly
    doc = A.change(doc, (d) => {
      d.rows[id()] = { person: people[n % PEOPLE], at: new Date(n * 60_000).toISOString() };
    });
    changes.push(A.getLastLocalChange(doc));
  }
  let other = A.load(begin);
  const seconds = timed(() => {
    [other] = A.applyChanges(other, changes);
  });
  if (Object.keys(other.rows).length !== count) throw new Error("not everything was applied");
  return { seconds, bytes: A.save(other).length / count };
}

function refused(times, work) {
  let count = 0;
  for (let n = 0; n < times; n++) {
    try {
      work(n);
    } catch (failure) {
      if (failure.name !== "ClockDriftError" && !(failure instanceof Timestamp.ClockDriftError))
        throw failure;
      count++;
    }
  }
  return count;
}

/** Of 100 own writes, and of 100 messages from a laptop whose clock is right. */
function setBack(by) {
  let now = real();
  Date.now = () => now;
  freshClock("cccccccccccccccc");
  Timestamp.send();
  const others = messages(100, "dddddddddddddddd", now);
  now -= by;
  const writes = refused(100, () => Timestamp.send());
  freshClock("cccccccccccccccc");
  const merges = refused(100, (n) => Timestamp.recv(Timestamp.parse(others[n])));
  Date.now = real;
  return { writes, merges };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { events, set_back } = JSON.parse(line);
  const answer = { actual: actual(events), automerge: automerge(events), back: setBack(set_back) };
  process.stdout.write(JSON.stringify(answer) + "\n");
}
