function trappedWater(heights) {
  // your code here
}
