// The form on the home page: asks the tutor with a stream, or shows the findings about the code.
"use strict";

const form = document.getElementById("chat");
const answer = document.getElementById("answer");
const buttons = form.querySelectorAll("button");
let conversation;

// Text of an answer as nodes: what stands in fences or backticks as code, everything else as text.
function nodes(text) {
  return text.split(/(```[\s\S]*?(?:```|$)|`[^`\n]+`)/).map((part) => {
    if (!part.startsWith("`")) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part.replace(/^```\w*\n?|\n?```$|^`|`$/g, "");
    if (!part.startsWith("```")) return code;
    const block = document.createElement("pre");
    block.append(code);
    return block;
  });
}

function show(text, failed = false) {
  answer.hidden = false;
  answer.replaceChildren(...nodes(text));
  answer.classList.toggle("failed", failed);
}

async function post(path, body) {
  const reply = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error((await reply.json()).error);
  return reply;
}

async function work(job) {
  buttons.forEach((button) => { button.disabled = true; });
  try {
    await job();
  } catch (error) {
    show(error.message || "The server does not answer.", true);
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

async function ask() {
  const body = { message: form.message.value, context: { code: form.code.value }, stream: true };
  if (conversation) body.conversation_id = conversation;
  show("…");
  const reply = await post("/ai-tutor/chat", body);
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block);
      const data = /^data: (.*)$/m.exec(block);
      if (!name || !data) continue;
      const event = JSON.parse(data[1]);
      if (name[1] === "queued") show(`Place ${event.position} in the queue…`);
      if (name[1] === "delta") show(text += event.text);
      if (name[1] === "done") { conversation = event.conversation_id; show(event.response.message); }
      if (name[1] === "error") throw new Error(event.error);
    }
  }
}

async function analyse() {
  const { analysis } = await (await post("/code/analyze", { code: form.code.value })).json();
  const lines = analysis.findings.map((finding) => `Line ${finding.line} (${finding.severity}): ${finding.message}`);
  show(lines.join("\n") || "Nothing to remark.");
}

form.addEventListener("submit", (event) => { event.preventDefault(); work(ask); });
document.getElementById("analyse").addEventListener("click", () => work(analyse));
