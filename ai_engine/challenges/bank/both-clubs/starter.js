function inBoth(chess, music) {
  // your code here
}
