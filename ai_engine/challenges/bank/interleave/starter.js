function interleave(first, second) {
  // your code here
}
