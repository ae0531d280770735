function recordedTotal(events) {
  // your code here
}
