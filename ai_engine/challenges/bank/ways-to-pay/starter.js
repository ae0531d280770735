function waysToPay(amount, coins) {
  // your code here
}
