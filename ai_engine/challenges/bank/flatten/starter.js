function flatten(items) {
  // your code here
}
