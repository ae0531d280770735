function middleLetters(word) {
  // your code here
}
