function addFractions(a, b, c, d) {
  // your code here
}
