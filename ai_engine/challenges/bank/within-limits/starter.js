function within(value, lower, upper) {
  // your code here
}
