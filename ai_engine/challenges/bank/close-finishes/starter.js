function closePairs(times, gap) {
  // your code here
}
