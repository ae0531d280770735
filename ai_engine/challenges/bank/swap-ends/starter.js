function swapEnds(items) {
  // your code here
}
