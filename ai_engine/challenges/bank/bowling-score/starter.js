function bowlingScore(rolls) {
  // your code here
}
