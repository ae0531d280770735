function turn(picture) {
  // your code here
}
