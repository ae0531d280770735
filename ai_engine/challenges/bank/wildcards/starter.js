function matches(pattern, text) {
  // your code here
}
