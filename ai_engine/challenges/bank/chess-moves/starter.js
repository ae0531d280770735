function isLegal(piece, start, end) {
  // your code here
}
