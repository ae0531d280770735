function toBase(number, base) {
  // your code here
}
