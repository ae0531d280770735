function fewestChanges(lines, start, goal) {
  // your code here
}
