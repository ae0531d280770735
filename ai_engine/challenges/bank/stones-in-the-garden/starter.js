function stonesNearby(garden) {
  // your code here
}
