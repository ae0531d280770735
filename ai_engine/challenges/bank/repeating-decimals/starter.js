function asDecimal(number, divisor) {
  // your code here
}
