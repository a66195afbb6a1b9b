// The atlas behind the same interface as its peers. Put into the page before its own scripts; nothing of
// the atlas knows about it.
(() => {
  const FIND_MS = 5;
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  const endOfFrame = () =>
    new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });
  const painted = () => new Promise((done) => requestAnimationFrame(() => endOfFrame().then(done)));
  let frames = 0;
  let dirty = false;
  let asked = 0;
  const tick = () => {
    if (dirty) frames += 1;
    dirty = false;
    asked = requestAnimationFrame(tick);
  };

  /** Whoever clears the dots' canvas draws it anew. */
  function watchDots() {
    const pen = document.querySelector("canvas.map-dots").getContext("2d");
    const clear = pen.clearRect.bind(pen);
    pen.clearRect = (...box) => {
      dirty = true;
      clear(...box);
    };
  }

  async function opened() {
    while (!document.querySelector('#atlas[data-ready="true"]')) await rest(FIND_MS);
    const ready = await painted();
    watchDots();
    return ready;
  }

  window.peer = {
    ready: opened(),
    setYear(year) {
      const slider = document.getElementById("year-slider");
      slider.value = year;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      return painted();
    },
    play() {
      asked = requestAnimationFrame(tick);
      document.getElementById("play").click();
    },
    stop() {
      cancelAnimationFrame(asked);
      document.getElementById("play").click();
    },
    frames: () => frames,
  };
})();
