// The film as a file: the years of the span are played once while a composed canvas is recorded.

import { paintMap } from "./compose.mjs";
import { filmOf } from "./state.mjs";

const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
const FRAMES = 30;
const HEAD = 44;

/** The recording format this browser has, or null. */
export function recordingType(Recorder = globalThis.MediaRecorder) {
  return Recorder ? (TYPES.find((type) => Recorder.isTypeSupported(type)) ?? null) : null;
}

/** How far the film has come, 0 to 1. */
export function progressOf(year, [first, last]) {
  return Math.min(1, (year - first + 1) / (last - first + 1));
}

/**
 * Record the film.
 * @param {{store, years, base: HTMLImageElement, layers: HTMLCanvasElement[], size, title: string, ink,
 *   progress: (share: number) => void, signal: AbortSignal}} parts
 * @returns {Promise<Blob|null>} null when cancelled
 */
export async function recordFilm({ store, years, base, layers, size, title, ink, progress, signal }) {
  // Encoders want even sizes.
  const width = size.width - (size.width % 2);
  const height = size.height + HEAD - ((size.height + HEAD) % 2);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const ctx = canvas.getContext("2d");
  const type = recordingType();
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), { mimeType: type, videoBitsPerSecond: 6_000_000 });
  const chunks = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const awake = () => chunks.some((chunk) => chunk.size > 0);
  const span = filmOf(store.get(), years);
  store.set({ year: span[0], playing: false, compare: null });

  function frame() {
    const { year } = store.get();
    ctx.fillStyle = ink.panel;
    ctx.fillRect(0, 0, width, height);
    ctx.fillStyle = ink.ink;
    ctx.font = '600 20px "Zholdar Serif", serif';
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.fillText(title, 16, HEAD / 2);
    ctx.textAlign = "right";
    ctx.font = '700 24px "Zholdar Serif", serif';
    ctx.fillText(String(year), width - 16, HEAD / 2);
    ctx.save();
    ctx.translate(0, HEAD);
    paintMap(ctx, base, layers, size);
    ctx.restore();
    progress(progressOf(year, span));
  }

  /** Draw every frame until something is so, or the visitor has had enough. */
  const drawUntil = (over) =>
    new Promise((done) => {
      const step = () => {
        frame();
        if (signal.aborted || over()) done();
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });

  recorder.start(250);
  // On a busy computer an encoder wakes slowly, and what was played before would be missing.
  await drawUntil(awake);
  store.set({ playing: true });
  await drawUntil(() => !store.get().playing);
  const stopped = new Promise((done) => {
    recorder.onstop = done;
  });
  recorder.stop();
  await stopped;
  store.set({ playing: false });
  return signal.aborted ? null : new Blob(chunks, { type: "video/webm" });
}
