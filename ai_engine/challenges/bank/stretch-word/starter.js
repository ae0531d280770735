function stretch(word) {
  // your code here
}
