function longestRise(values) {
  // your code here
}
