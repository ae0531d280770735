function keep(numbers, rules) {
  // your code here
}
