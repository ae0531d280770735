function nearestStop(stops, place) {
  // your code here
}
