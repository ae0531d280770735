function cameOnce(meetings) {
  // your code here
}
