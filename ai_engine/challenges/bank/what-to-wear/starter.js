function whatToWear(temperature, raining, windy) {
  // your code here
}
