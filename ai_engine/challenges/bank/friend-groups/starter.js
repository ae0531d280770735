function groupSizes(pairs) {
  // your code here
}
