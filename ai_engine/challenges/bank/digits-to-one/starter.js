function singleDigit(number) {
  // your code here
}
