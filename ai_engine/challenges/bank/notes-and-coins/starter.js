function payOut(amount) {
  // your code here
}
