function countdown(start) {
  // your code here
}
