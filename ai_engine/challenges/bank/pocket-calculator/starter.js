function calculate(text) {
  // your code here
}
