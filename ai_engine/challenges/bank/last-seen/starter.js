function lastPosition(items, wanted) {
  // your code here
}
