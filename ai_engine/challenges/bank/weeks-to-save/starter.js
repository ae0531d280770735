function weeksToSave(price, first, extra) {
  // your code here
}
