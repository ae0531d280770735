function busiestStart(visitors, days) {
  // your code here
}
