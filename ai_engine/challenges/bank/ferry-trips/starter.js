function smallestFerry(loads, trips) {
  // your code here
}
