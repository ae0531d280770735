function winner(first, second) {
  // your code here
}
