function basketTotal(prices, basket) {
  // your code here
}
