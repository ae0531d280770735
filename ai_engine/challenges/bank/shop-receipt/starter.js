function receipt(items) {
  // your code here
}
