function fill(picture, row, column, colour) {
  // your code here
}
