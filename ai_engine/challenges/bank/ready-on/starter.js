function readyOn(ordered, days, holidays) {
  // your code here
}
