function aboveAverage(points) {
  // your code here
}
