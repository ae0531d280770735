function wrapLines(text, width) {
  // your code here
}
