function longestOf(...words) {
  // your code here
}
