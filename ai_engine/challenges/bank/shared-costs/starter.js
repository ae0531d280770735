function settle(payments) {
  // your code here
}
