// One laptop with automerge-repo: its storage directory is its copy of the shared folder.
//
// Read anew, because what others saved is only seen "on refresh": a new Repo over the same
// directory, as after a restart of the program. "kept" also merges what this process still holds
// in memory, with DocHandle.merge.

import { createInterface } from "node:readline";
import { Repo } from "@automerge/automerge-repo";
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs";

const PATIENCE = 3000; // milliseconds until a document counts as not to be had

let directory, url, kept, repo, handle;
let now = 0;
Date.now = () => now;
process.on("unhandledRejection", () => {}); // the same failure is told by `find`

async function opened() {
  const fresh = new Repo({ storage: new NodeFSStorageAdapter(directory) });
  try {
    const found = await fresh.find(url, { signal: AbortSignal.timeout(PATIENCE) });
    return [fresh, found];
  } catch {
    return [fresh, undefined];
  }
}

async function refresh() {
  const before = handle;
  const [fresh, found] = await opened();
  if (kept && before && !found) return;
  [repo, handle] = [fresh, found];
  if (kept && before) {
    handle.merge(before);
    await repo.flush();
  }
}

const commands = {
  async start(given) {
    ({ directory, url, kept } = given);
    repo = handle = undefined;
    if (url) await refresh();
    else {
      repo = new Repo({ storage: new NodeFSStorageAdapter(directory) });
      handle = repo.create({ rows: {} });
      url = handle.url;
      await repo.flush();
    }
    return url;
  },
  async write({ rows }) {
    if (!handle) await refresh();
    if (!handle?.doc().rows) return false; // loaded, without an error, as an empty document
    handle.change((doc) => {
      for (const [id, row] of Object.entries(rows)) doc.rows[id] = row;
    });
    await repo.flush();
    return true;
  },
  async sync() {
    await refresh();
    return true;
  },
  async rows() {
    return Object.keys(handle?.doc()?.rows ?? {});
  },
  async stop() {
    if (handle) await repo.flush();
    return true;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { what, clock, ...given } = JSON.parse(line);
  now = clock;
  let answer;
  try {
    answer = await commands[what](given);
  } catch (failure) {
    console.error(`automerge-repo: ${what}: ${failure}`);
    answer = null;
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
process.exit(0);
