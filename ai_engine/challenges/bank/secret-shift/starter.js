function shiftLetters(text, steps) {
  // your code here
}
