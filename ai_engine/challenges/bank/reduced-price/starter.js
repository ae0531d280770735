function reducedPrice(pence, percent) {
  // your code here
}
