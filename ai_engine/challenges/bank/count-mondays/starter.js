function countWeekday(start, end, weekday) {
  // your code here
}
