function asHours(minutes) {
  // your code here
}
