function lastInCircle(players, step) {
  // your code here
}
