function wrongBracket(text) {
  // your code here
}
