function daysToWait(today, event) {
  // your code here
}
