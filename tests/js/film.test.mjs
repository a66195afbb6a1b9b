import assert from "node:assert/strict";
import test from "node:test";

import { recordFilm } from "../../assets/js/film.mjs";

test("no year is played before the encoder is awake", async (t) => {
  const log = [];
  let frames = 0;
  class Recorder {
    static isTypeSupported() {
      return true;
    }
    start() {
      this.ondataavailable({ data: { size: 0 } });
    }
    stop() {
      queueMicrotask(this.onstop);
    }
  }
  let recorder;
  const given = {
    document: {
      createElement: () => ({
        getContext: () => ({ fillRect() {}, fillText() {}, save() {}, restore() {}, translate() {}, drawImage() {} }),
        captureStream: () => ({}),
      }),
    },
    MediaRecorder: class extends Recorder {
      constructor() {
        super();
        recorder = this;
      }
    },
    requestAnimationFrame: (act) =>
      queueMicrotask(() => {
        frames += 1;
        log.push(`frame ${state.playing}`);
        if (frames === 3) recorder.ondataavailable({ data: { size: 900 } });
        if (frames === 6) state.playing = false;
        act();
      }),
    Blob: class {
      constructor(chunks) {
        this.chunks = chunks;
      }
    },
  };
  for (const [name, value] of Object.entries(given)) {
    const before = globalThis[name];
    globalThis[name] = value;
    t.after(() => {
      globalThis[name] = before;
    });
  }
  const state = { year: 1931, span: [1930, 1933], playing: false };
  const store = { get: () => state, set: (patch) => Object.assign(state, patch) };
  const made = await recordFilm({
    store, years: [1917, 1956], base: {}, layers: [], size: { width: 90, height: 60 }, title: "Zholdar",
    ink: { panel: "white", ink: "black" }, progress() {}, signal: { aborted: false },
  });
  assert.deepEqual(log, [...Array(3).fill("frame false"), ...Array(3).fill("frame true")]);
  assert.deepEqual(made.chunks.map((chunk) => chunk.size), [0, 900]);
  assert.equal(state.playing, false);
});
