// The second window of a presenter: notes of the step on the screen, what comes next, and a clock.

const channel = new BroadcastChannel("zholdar-presenter");
const byId = (id) => document.getElementById(id);
const begun = Date.now();

/** Minutes and seconds. */
function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function show(notes) {
  document.body.dataset.step = notes ? String(notes.step) : "";
  if (!notes) return;
  const { words } = notes;
  document.documentElement.lang = notes.lang;
  document.title = words.notes;
  byId("story").textContent = notes.story;
  byId("count").textContent = `${notes.step} / ${notes.steps}`;
  byId("title").textContent = notes.title;
  byId("note").textContent = notes.note;
  byId("question").textContent = notes.question ? `${words.question}: ${notes.question}` : "";
  byId("answer").textContent = notes.question ? `${words.answer}: ${notes.answer}` : "";
  byId("next").textContent = notes.next ? `${words.next}: ${notes.next}` : words.end;
}

channel.onmessage = ({ data }) => {
  if (data === null || typeof data === "object") show(data);
};
channel.postMessage("hello");
setInterval(() => {
  byId("clock").textContent = clock(Date.now() - begun);
}, 500);
document.addEventListener("keydown", (event) => {
  if (["PageDown", "ArrowRight"].includes(event.key)) channel.postMessage("next");
  if (["PageUp", "ArrowLeft"].includes(event.key)) channel.postMessage("back");
});
