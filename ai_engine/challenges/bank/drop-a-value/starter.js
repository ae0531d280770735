function without(values, unwanted) {
  // your code here
}
