class Editor {
  // your code here
}

function edit(commands) {
  // your code here
}
