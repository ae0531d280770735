function putInPlace(hand, card) {
  // your code here
}
