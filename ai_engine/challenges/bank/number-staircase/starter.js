function staircase(first, height) {
  // your code here
}
