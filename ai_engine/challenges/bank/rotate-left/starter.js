function rotate(guests, steps) {
  // your code here
}
